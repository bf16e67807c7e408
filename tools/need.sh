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

# want WHOSE WHAT:PACKAGE ...   as need, but without them WHOSE are skipped, which is said; in CI nothing may be skipped
want() {
    local whose="$1"
    shift
    (need "$@") && return 0
    [ "${CI:-}" != true ] || exit 2
    echo "Going on without: $whose are skipped." >&2
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

japanese_gothic_for_windows() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list IPAGothic)" ]
}

sources_of_locales() {
    japanese_locale_is_there || [ -f /usr/share/i18n/locales/ja_JP ]
}

japanese_locale_is_there() {
    locale -a 2>/dev/null | grep -x ja_JP.utf8 >/dev/null
}

# Windows under Wine is a Japanese one where this locale is; making it takes a second.
japanese_locale() {
    japanese_locale_is_there || { [ "$(id -u)" -eq 0 ] && localedef -i ja_JP -f UTF-8 ja_JP.UTF-8 >/dev/null 2>&1; }
}

# Debian has it in sbin, which is not in everybody's path.
squid_proxy() {
    command -v squid >/dev/null 2>&1 || [ -x /usr/sbin/squid ]
}
