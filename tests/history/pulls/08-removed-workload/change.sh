sed -i '/name: api, namespace: shop/,$d' k8s/shop.yaml; sed -i '$d' k8s/shop.yaml; sed -i '$d' k8s/shop.yaml; sed -i '$d' k8s/shop.yaml
