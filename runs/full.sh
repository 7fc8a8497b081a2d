#!/bin/sh
# The same on a machine with GPUs: adapters of several ranks and full tuning on all pairs, the best of them exported.
#
#     runs/full.sh WORK [PROCESSES]
#
# A card of 40 GB takes 64 examples at once; with a smaller one lower --token-budget, which changes nothing but the speed.
set -eu
work=$1 processes=${2:-1}
mkdir -p "$work"

for split in train valid test; do
    [ -f "$work/$split/training-v2.jsonl" ] || symkin harvest --recipe "$split" --out "$work/$split"
done

train() {
    name=$1
    shift
    set -- train "$work/train" --valid "$work/valid" --out "$work/$name" --epochs 3 --batch 64 --token-budget 32768 \
        --eval-every 100 --eval-samples 1000 --patience 8 "$@"
    if [ "$processes" -gt 1 ]; then
        accelerate launch --multi_gpu --num_processes "$processes" -m symkin.cli "$@"
    else
        symkin "$@"
    fi
    symkin export "$work/$name" --out "$work/$name.gguf" --quant q8_0 --check "$work/valid"
}

train rank-8 --rank 8 --alpha 16 --learning-rate 4e-4
train rank-16 --rank 16 --alpha 32 --learning-rate 4e-4
train rank-64 --rank 64 --alpha 128 --learning-rate 2e-4
train full --full --learning-rate 2e-5

# Choose on validation, report once on test.
symkin evaluate "$work/rank-8.gguf" "$work/rank-16.gguf" "$work/rank-64.gguf" "$work/full.gguf" "$work/valid" \
    --limit 1000 --html "$work/choice.html"
echo "now: symkin evaluate $work/THE_BEST.gguf $work/test --html $work/report.html"
