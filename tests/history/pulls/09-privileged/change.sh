sed -i 's|image: registry.example.com/web:1.0|image: registry.example.com/web:1.0\n          securityContext: {privileged: true}|' k8s/shop.yaml
