#!/bin/sh
# usage: build.sh OUT VERSION JNI_INCLUDE   makes OUT/QuickCare.exe and OUT/launcher.exe, 64-bit, where mingw is installed
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$1 version=$2 jni=$3
if ! command -v x86_64-w64-mingw32-gcc >/dev/null; then
    echo "QuickCare.exe is not built: install gcc-mingw-w64-x86-64" >&2
    exit 0
fi
mkdir -p "$out"
numbers=$(echo "$version" | tr -c '0-9.\n' . | awk -F. '{ printf "%d,%d,%d,0", $1, $2, $3 }')

# make_program NAME DEFINES...
make_program() {
    name=$1
    shift
    x86_64-w64-mingw32-windres "-DVERSION_NUMBERS=$numbers" "-DVERSION_TEXT=\\\"$version\\\"" \
        "-DPROGRAM_NAME=\\\"$name\\\"" -I "$here" "$here/quickcare.rc" "$out/$name.res.o"
    # No time of the build in it: the same source gives the same bytes.
    x86_64-w64-mingw32-gcc -std=c11 -D__USE_MINGW_ANSI_STDIO=0 -Os -Wall -Wextra -Werror -municode -s -static \
        -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--no-insert-timestamp \
        -Wl,--dynamicbase,--nxcompat,--high-entropy-va "$@" -isystem "$here/include" -isystem "$jni" \
        "$here"/*.c "$out/$name.res.o" -o "$out/$name.exe" -lshell32 -luser32 -lgdi32
    rm "$out/$name.res.o"
}

make_program QuickCare -mwindows
make_program launcher -mconsole -DCONSOLE
