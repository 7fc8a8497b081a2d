#!/bin/sh
# How the shipped adapter was begun, on one core of a machine that was busy otherwise, in six hours; runs/full.sh goes on from here
# where there is a GPU. From the checkout:
#
#     runs/cpu.sh WORK
#
# WORK gets the data sets, the runs, the model and the reports. Each step skips what is there already, and a run that was
# stopped goes on. In truth each phase had the harvest of its day, of the recipe's packages of up to 2 MB (the first: 3 MB):
# earlier commits; 97a9eda, 8,000 pairs; ee8d550, 12,000; 82bb506, 12,000; aa52371, 14,000 (up to 3 MB); 39cad31, 14,000. The third was
# to take 105 minutes and was stopped after 58, when the concept book had been rewritten. On today's harvest they may as
# well be one run.
set -eu
work=$1
mkdir -p "$work"

for split in train valid test; do
    [ -f "$work/$split/training-v2.jsonl" ] || symkin harvest --recipe "$split" --out "$work/$split"
done

phase() { # NAME MINUTES OPTION...
    name=$1 minutes=$2
    shift 2
    symkin train "$work/train" --valid "$work/valid" --out "$work/$name" --epochs 1 --minutes "$minutes" --threads 1 \
        --eval-every 170 --eval-samples 160 "$@"
}
phase first 25 --max-tokens 512
phase second 25 --max-tokens 400 --lr 3e-4 --from "$work/first/adapter"
phase third 58 --max-tokens 400 --lr 4e-4 --seed 3 --from "$work/second/adapter"
phase fourth 54 --max-tokens 400 --lr 2.5e-4 --seed 4 --negatives 0.6 --from "$work/third/adapter"
phase fifth 96 --max-tokens 420 --lr 4e-4 --seed 5 --negatives 0.6 --from "$work/fourth/adapter"
phase sixth 103 --max-tokens 420 --lr 4e-4 --seed 6 --negatives 0.5 --from "$work/fifth/adapter"

# On 200 pairs of valid the last weights of the fifth phase, rather than its best, had a MAP of 0.626, the sixth's best 0.626, and their mean 0.635.
[ -d "$work/mean" ] || python runs/average.py "$work/fifth" "$work/sixth" "$work/mean"

# The word vectors, and those of samples that were left out: some minutes.
python runs/words.py "$work/train" --valid "$work/valid" --out model/symkin/model/adapter/words.safetensors

symkin export "$work/mean" --out "$work/symkin-mixed.gguf" --quant mixed
symkin evaluate "$work/symkin-mixed.gguf" "$work/valid" --limit 1000 --fit "$work/fuse.json" --fit-also "$work/train" # and histories:
# bench/histories.sh
symkin evaluate "$work/symkin-mixed.gguf" "$work/test" --weights "$work/fuse.json" --html "$work/evaluation.html"
