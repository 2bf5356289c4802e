sed -i 's/web:1.0/web:1.1/' k8s/shop.yaml
