{{- define "pbx-sip-edge.name" -}}
{{- printf "%s-%s" .Release.Name "pbx-sip-edge" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "pbx-sip-edge.selector" -}}
app.kubernetes.io/name: pbx-sip-edge
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "pbx-sip-edge.labels" -}}
{{ include "pbx-sip-edge.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: ringfort
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}
