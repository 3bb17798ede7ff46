#!/bin/sh
# Installs the library of one target: install.sh TARGET [PREFIX [LIBDIR]]
#
# PREFIX is /usr where it is not given, LIBDIR is PREFIX/lib. With DESTDIR in the environment everything goes below that
# folder, and the files name PREFIX all the same: that is how packages and images are made.
set -eu
here=$(dirname "$0")
target=${1:-}
prefix=${2:-/usr}
libdir=${3:-$prefix/lib}
if [ ! -f "$here/lib/$target/libtvpass.a" ]; then
  echo "usage: install.sh TARGET [PREFIX [LIBDIR]], with one of these targets:" >&2
  for library in "$here"/lib/*/libtvpass.a; do
    echo "  $(basename "$(dirname "$library")")" >&2
  done
  exit 2
fi
root=${DESTDIR:-}
mkdir -p "$root$prefix/include" "$root$libdir/pkgconfig" "$root$libdir/cmake/tvpass"
cp "$here/include/tvpass.h" "$root$prefix/include/"
cp "$here/lib/$target/libtvpass.a" "$root$libdir/"
cp "$here"/lib/cmake/tvpass/*.cmake "$root$libdir/cmake/tvpass/"
sed -e "s|^prefix=.*|prefix=$prefix|" -e "s|^libdir=.*|libdir=$libdir|" "$here/lib/$target/pkgconfig/tvpass.pc" \
  >"$root$libdir/pkgconfig/tvpass.pc"
