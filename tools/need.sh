# Sourced by ./verify and ./demo: sees to it that the programs they use are there.
# On Debian, as root, missing ones are installed; elsewhere one line names them and the script ends with 2.

# need WHAT:PACKAGE ...   WHAT is a program, or the name of a function below that tells whether the thing is there.
need() {
    local missing=() packages=() pair
    for pair in "$@"; do
        local what="${pair%%:*}"
        if declare -F "$what" >/dev/null; then "$what" && continue; else command -v "$what" >/dev/null 2>&1 && continue; fi
        missing+=("${what//_/ }")
        # shellcheck disable=SC2206 # one thing may take several packages
        packages+=(${pair#*:})
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -eq 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing what is missing: ${packages[*]}"
        local log
        log="$(mktemp)"
        if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } \
            >"$log" 2>&1 </dev/null; then
            rm -f "$log"
            return 0
        fi
        tail -n 5 "$log" >&2
        rm -f "$log"
    fi
    local list
    list="$(printf ', %s' "${missing[@]}")"
    echo "Missing: ${list:2}. On Debian: apt-get install ${packages[*]}" >&2
    exit 2
}

java_17_with_windows() {
    local java
    java="$(command -v javac 2>/dev/null)" || return 1
    local home="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$java")")")}"
    [ -f "$home/lib/libawt_xawt.so" ] || [ "$(uname)" != Linux ]
}

japanese_fonts() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=ja family 2>/dev/null)" ]
}

# Debian does not have its programs in the path; the tests start one of their own.
postgresql_server() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}
