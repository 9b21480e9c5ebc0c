{{- define "pbx-media.name" -}}
{{- printf "%s-%s" .Release.Name "pbx-media" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "pbx-media.selector" -}}
app.kubernetes.io/name: pbx-media
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "pbx-media.labels" -}}
{{ include "pbx-media.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: ringfort
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}
