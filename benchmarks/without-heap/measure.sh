#!/usr/bin/env bash
# Builds every image and prints what its call weighs on a Cortex-M4, and whether it links without a path to a panic.
set -euo pipefail
cd "$(dirname "$0")"
rustup target list --installed | grep -q thumbv7em-none-eabihf || {
  echo "missing: rustup target add thumbv7em-none-eabihf" >&2
  exit 1
}
command -v readelf >/dev/null || { echo "missing: readelf, of the package binutils" >&2; exit 1; }
target=$(mktemp -d)
trap 'rm -rf "$target"' EXIT
bytes() {
  local sum=0 size
  for size in $(readelf -SW "$1" | sed 's/^ *\[ *[0-9]*\] *//' | awk '$1 ~ /^\.(text|rodata)/ { print $5 }'); do
    sum=$((sum + 16#$size))
  done
  echo "$sum"
}
build() { cargo build --quiet --locked --release --target-dir "$target/$1" --bin "$2" ${3:-} 2>"$target/$2.log"; }
build plain empty
empty=$(bytes "$target/plain/thumbv7em-none-eabihf/release/empty")
printf '| image | bytes | a path to a panic |\n| --- | ---: | --- |\n'
for source in src/bin/*-*.rs; do
  name=$(basename "$source" .rs)
  build plain "$name"
  if build prove "$name" "--features prove"; then path=none; else
    grep -q a_path_to_a_panic_remains "$target/$name.log" || { cat "$target/$name.log" >&2; exit 1; }
    path=remains
  fi
  printf '| %s | %d | %s |\n' "$name" $(($(bytes "$target/plain/thumbv7em-none-eabihf/release/$name") - empty)) "$path"
done
