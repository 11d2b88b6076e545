{{/* What every pod shares. */}}
{{- define "comanda.name" -}}{{ printf "%s-comanda" .Release.Name | trunc 40 | trimSuffix "-" }}{{- end -}}

{{- define "comanda.labels" -}}
app.kubernetes.io/name: comanda
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "comanda.selector" -}}
app.kubernetes.io/name: comanda
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "comanda.serviceAccount" -}}
{{ default (ternary (include "comanda.name" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end -}}

{{- define "comanda.podSettings" -}}
serviceAccountName: {{ include "comanda.serviceAccount" . }}
automountServiceAccountToken: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
volumes:
  - name: tmp
    emptyDir: {}
{{- end -}}

{{- define "comanda.container" -}}
image: {{ printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
envFrom:
  - secretRef: {name: {{ .Values.existingSecret }}}
env:
  - {name: DJANGO_SETTINGS_MODULE, value: comanda.config.settings.production}
  - {name: PLATFORM_HOST, value: {{ .Values.platformHost | quote }}}
  - {name: SOCKETS_BEHIND_PROXY, value: "1"}
  - {name: TRUSTED_PROXIES, value: "1"}
  - {name: COMANDA_VAR, value: /tmp/comanda}
  - {name: S3_BUCKET, value: {{ required "uploads.bucket: pods have no disk of their own" .Values.uploads.bucket | quote }}}
  {{- with .Values.uploads.region }}
  - {name: S3_REGION, value: {{ . | quote }}}
  {{- end }}
  {{- with .Values.uploads.endpointUrl }}
  - {name: S3_ENDPOINT_URL, value: {{ . | quote }}}
  {{- end }}
  {{- range $name, $value := .Values.environment }}
  - {name: {{ $name }}, value: {{ $value | quote }}}
  {{- end }}
{{- end -}}

{{- define "comanda.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{ include "comanda.selector" . | nindent 8 }}
{{- end -}}
