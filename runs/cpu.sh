#!/bin/sh
# How the shipped adapter was made, on one core of a machine that was busy otherwise, in an hour. From the checkout:
#
#     runs/cpu.sh WORK
#
# WORK gets the data sets, the runs, the model and the reports. Each step skips what is there already, and a run that was
# stopped goes on. The first adapter was trained on a harvest of an earlier commit, of the recipe's packages of up to 3 MB;
# the second, which ships, goes on from it with one of commit 97a9eda, of those of up to 2 MB. On today's harvest both
# phases are one run that is given the time of both.
set -eu
work=$1
mkdir -p "$work"

for split in train valid test; do
    [ -f "$work/$split/training-v2.jsonl" ] || symkin harvest --recipe "$split" --out "$work/$split"
done

symkin train "$work/train" --valid "$work/valid" --out "$work/first" \
    --epochs 1 --minutes "${MINUTES:-25}" --max-tokens 512 --threads 1 --eval-every 150 --eval-samples 120
symkin train "$work/train" --valid "$work/valid" --out "$work/second" --from "$work/first/adapter" \
    --epochs 1 --minutes "${MINUTES:-25}" --max-tokens 400 --threads 1 --eval-every 90 --eval-samples 120 --lr 3e-4

symkin export "$work/second" --out "$work/symkin-q8_0.gguf" --quant q8_0
symkin evaluate "$work/symkin-q8_0.gguf" "$work/valid" --fit "$work/fuse.json"
symkin evaluate "$work/symkin-q8_0.gguf" "$work/test" --weights "$work/fuse.json" --html "$work/evaluation.html"
