# Sourced by ./run and ./test: makes .venv and installs the pinned requirements when they changed.
#   prepare_venv requirements.txt

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail 'Python 3.11 eller senare saknas. Installera det med:' '    apt-get install python3 python3-venv'
}

prepare_venv() {
    requirements=$1
    stamp=.venv/.installerat-$requirements
    hash=$(cat requirements.txt "$requirements" | sha256sum)
    if .venv/bin/python -c '' 2>/dev/null && [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ]; then
        return
    fi
    python=$(find_python) || exit 1
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail 'Pythons venv saknas. Installera det med:' '    apt-get install python3-venv'
    [ -w . ] ||
        fail "Det går inte att skriva i $PWD. Ge dig rätt dit:" "    sudo chown -R \"\$(id -un)\" \"$PWD\""
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        echo 'Skapar .venv …'
        "$python" -m venv --clear .venv || fail 'Det gick inte att skapa .venv.'
    fi
    echo 'Installerar bibliotek (en gång, ungefär en halv minut) …'
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
        --only-binary :all: --require-hashes -r "$requirements" ||
        fail 'Biblioteken kunde inte installeras. Kontrollera nätet och kör samma kommando igen.' \
            'Bakom en proxy, ange den först:' '    export HTTPS_PROXY=http://proxy:port'
    echo "$hash" >"$stamp"
    if [ "$requirements" != requirements.txt ]; then
        cat requirements.txt requirements.txt | sha256sum >.venv/.installerat-requirements.txt
    fi
}
