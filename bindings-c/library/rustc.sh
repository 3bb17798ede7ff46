#!/bin/sh
# The compiler, as Cargo's RUSTC_WRAPPER: names of crates follow from their packages and not from the folder they lie in, so
# that the same source gives the same bytes in every clone.
rustc=$1
shift
count=$#
while [ "$count" -gt 0 ]; do
  word=$1
  shift
  case $word in
    metadata=*) word=metadata=$CARGO_PKG_NAME-$CARGO_PKG_VERSION ;;
  esac
  set -- "$@" "$word"
  count=$((count - 1))
done
exec "$rustc" "$@"
