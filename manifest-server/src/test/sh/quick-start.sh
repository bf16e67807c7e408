#!/bin/sh
# usage: quick-start.sh JAVA PACKAGE ARCHIVE
# The tests start the packaged server hundreds of times. This makes an archive of the classes that it loads, by which each
# of these starts takes a third less of the processor. Nothing depends on it: without an archive they are only slower.
set -eu
java=$1 package=$2 archive=$3
rm -f "$archive"
work=$(mktemp -d)
serving=
trap '[ -z "$serving" ] || kill "$serving" 2>/dev/null || true; rm -rf "$work"' EXIT
# What a class is too old to be archived for is nobody's business.
server() { exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Xlog:cds*=off" "$@"; }
(server -cp "$package/lib/*" jp.quickcare.server.Main init vendor --dir "$work/vendor" --app qc) >/dev/null
(server -cp "$package/lib/*" jp.quickcare.server.Main init site --dir "$work/site" \
    --vendor-root "$work/vendor/repository/release/metadata/1.root.json") >/dev/null
: >"$work/said"
(server "-XX:ArchiveClassesAtExit=$work/archive.jsa" -cp "$package/lib/*" jp.quickcare.server.Main serve --dir "$work/site" \
    --bind 127.0.0.1 --port 0) >"$work/said" 2>&1 &
serving=$!
looks=0
until grep -q 'Serving .* at ' "$work/said"; do
    looks=$((looks + 1))
    if [ $looks -gt 1200 ] || ! kill -0 "$serving" 2>/dev/null; then
        echo "no archive for quick starts: the server did not come up" >&2
        exit 0
    fi
    sleep 0.1
done
kill -TERM "$serving"
code=0
wait "$serving" || code=$?
serving=
# Java would end with half of one.
if [ $code -eq 143 ] && [ -s "$work/archive.jsa" ]; then
    cp "$work/archive.jsa" "$archive.unfinished"
    mv "$archive.unfinished" "$archive"
else
    echo "no archive for quick starts: the server ended with $code" >&2
fi
