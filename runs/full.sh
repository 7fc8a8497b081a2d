#!/bin/sh
# How the shipped adapter was finished, in six minutes of an H100, where runs/cpu.sh leaves off. From the checkout:
#
#     runs/full.sh WORK [CLONES]
#
# WORK is that of runs/cpu.sh, whose adapter is gone on from; CLONES a folder of clones, for topics from commits. In truth
# the data were those of 361 of the recipe's packages, of up to 4 MB (commit e123d47): 56,586 pairs and 77,564 positives
# without an opposite, and of 36 clones 373 pairs and 3,041 positives, twice, with noise taken out by hand; of these
# 197,813 examples each run saw a fifth. --no-compile: the compiler of the torch there failed on what this one compiles.
set -eu
work=$1 clones=${2:-}
[ -f "$work/train/training-v2.jsonl" ] || symkin harvest --recipe train --out "$work/train"
[ -f "$work/valid/training-v2.jsonl" ] || symkin harvest --recipe valid --out "$work/valid"
set -- "$work/train" "$work/train/training-v2-unpaired.jsonl"
if [ -n "$clones" ]; then
    [ -f "$work/history/training-v2.jsonl" ] || symkin harvest "$clones"/* --topics history --out "$work/history"
    set -- "$@" "$work/history" "$work/history/training-v2-unpaired.jsonl"
fi

run() { # NAME OPTION...; all at once on one card, for one of them leaves most of it idle
    name=$1
    shift
    symkin train "$@" --out "$work/$name" --epochs 50 --minutes 6 --batch 96 --token-budget 12000 --max-tokens 512 --no-compile &
}
run seventh-a "$@" --from "$work/mean/adapter" --lr 6e-4 --seed 21
run seventh-b "$@" --from "$work/mean/adapter" --lr 6e-4 --seed 22
run rank-64 "$@" --rank 64 --alpha 128 --lr 6e-4 --seed 23 # these two from nothing, to compare:
run full "$@" --full --lr 1e-4 --seed 24
wait

# The two runs' mean has a lower loss on valid than either.
python runs/average.py "$work/seventh-a" "$work/seventh-b" "$work/last"
python runs/words.py "$work/train" ${clones:+"$work/history"} --valid "$work/valid" --out model/symkin/model/adapter/words.safetensors
symkin export "$work/last" --out "$work/symkin-mixed.gguf" --quant mixed --check "$work/valid"
symkin evaluate "$work/symkin-mixed.gguf" "$work/valid" --limit 1000 --fit "$work/fuse.json" --fit-also "$work/train"
symkin evaluate "$work/symkin-mixed.gguf" "$work/test" --weights "$work/fuse.json" --html "$work/evaluation.html"
