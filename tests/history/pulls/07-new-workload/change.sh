cat > k8s/mail.yaml <<EOT
apiVersion: apps/v1
kind: Deployment
metadata: {name: mail, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: mail}}
  template:
    metadata: {labels: {app: mail}}
    spec:
      containers:
        - name: mail
          image: registry.example.com/mail:1
          resources: {requests: {cpu: "2", memory: 8Gi}}
EOT
