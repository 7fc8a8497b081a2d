#!/bin/bash
# Are related symbols those that later commits changed together? Histories that neither training nor fitting has seen.
#
#     bench/histories.sh MODEL VALID CLONES fit TRAIN    # fits the weights of fusion, writes fuse.json here
#     bench/histories.sh MODEL VALID CLONES test         # tables, one a repository
#
# MODEL is a GGUF file or a run, VALID and TRAIN the data sets of these recipes, CLONES a folder with OWNER/NAME of each
# below. Those for the test are of packages of the recipe test, those for the fit of none of these.
set -euo pipefail
fitted=(
    hynek/structlog@025edaf799c6d6d511ab672d14c2ba8e885c4c36
    lark-parser/lark@9bae96161b45a5bf70011c75b1ef41228d3f4caa
    gorilla/mux@db9d1d0073d27a0a2d9a8c1bc52aa0af4374d265
    apache/commons-csv@d9b9f062b84ea02a30a7817789a2bb71a21c51a9
)
also=( # no model is asked about these
    pallets/click@2c8cd3ac958a7eb316d67f2d316c27086c4c0369
    spf13/viper@528f7416c4b56a4948673984b190bf8713f0c3c4
    websockets/ws@a2f4e7c046c2112bbce6fef39a083dac77d6f0d2
    servo/rust-url@25137be1fc1d35cc8ea7d43fc0a02166b023a483
    JodaOrg/joda-time@7088d772689b751d3e182833970290d05311bf35
    apache/commons-codec@8dcd16b7d13ef1a78e325d458830ead890fe82ac
    date-fns/date-fns@dd66398305c2b015fba3c1b3d31ccff42ee8d4cf
    gdamore/tcell@c72e2847166233045467d0dc0cfc88a0eb3fe414
    hyperium/http@82db5b8af1e3939678fee88f3c57b72fee7e3a7b
    jtdaugherty/brick@571864c2b6210bfc6a0eed010bb11698e0ab0fc1
    leethomason/tinyxml2@3dcad8e3c38e7091ae3771bf63020027f91715ce
    preactjs/preact@f6c6cda581e1123095c56f9fc232b82fc518e426
    psf/requests@1f6589ec3a1ee910f9a65cc3ceac60b26677bc0e
    pytest-dev/pluggy@e382e72789f8d791991c489d4322aa04e660b952
    rust-itertools/itertools@af6d17d3f4a963c087e81b327b957966e1169ff5
    spf13/cobra@adbc8813901bba65827259daa8e22ff94ec1f30e
    tj/commander.js@ba6d13ddb4243e5913367734f8c159089ffe7834
)
tested=(
    encode/httpx@ae1b9f66238f75ced3ced5e4485408435de10768
    svg/svgo@fd51e474a300417d9361d9302d596b1763146327
    petgraph/petgraph@ed714652ab4576104e506c096b6ed9f5128613a7
    labstack/echo@05489dc1730161df26b72d1ae2a3ba6fb8178fc7
    jhy/jsoup@46b620860af930eedc193a705eaf7cea5aec89a6
)
model=$1 valid=$2 clones=$3 what=$4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

at() { # the clone of OWNER/NAME@COMMIT, at that commit
    local name=${1%@*}
    [[ -d $scratch/$name ]] || git clone --quiet --shared --no-checkout "$clones/$name" "$scratch/$name" </dev/null
    git -C "$scratch/$name" update-ref --no-deref HEAD "${1#*@}"
    echo "$scratch/$name"
}

if [[ $what == fit ]]; then
    histories=()
    for one in "${fitted[@]}"; do histories+=(--history "$(at "$one")"); done
    for one in "${fitted[@]}" "${also[@]}"; do histories+=(--fit-also "$(at "$one")"); done
    symkin evaluate "$model" "$valid" --limit 400 "${histories[@]}" --history-limit 60 --fit fuse.json --fit-also "$5"
else
    for one in "${tested[@]}"; do
        echo "$one"
        symkin evaluate "$model" --history "$(at "$one")" --history-limit 90 --rival random --rival graph-order \
            --rival word-overlap --rival n-grams --rival embedding
    done
fi
