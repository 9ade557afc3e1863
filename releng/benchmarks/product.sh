# Sourced: product is the folder of the product that is measured, PODSTUDIO_PRODUCT or the one built here, with its caches of classes.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
product=${PODSTUDIO_PRODUCT:-$root/product/target/products/org.podstudio.product/linux/gtk/x86_64/podstudio}
ls "$product"/configuration/podstudio-work-*.aot > /dev/null 2>&1 || "$product/train.sh"
