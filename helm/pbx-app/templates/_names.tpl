{{- define "pbx-app.name" -}}
{{- printf "%s-%s" .Release.Name "pbx-app" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "pbx-app.selector" -}}
app.kubernetes.io/name: pbx-app
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "pbx-app.labels" -}}
{{ include "pbx-app.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: ringfort
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}
