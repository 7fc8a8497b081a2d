#!/bin/sh
# The shipped adapter, made on two processor cores in about two hours:
#
#     runs/cpu.sh WORK
#
# WORK gets the data sets, the run, the model and the report. A run that was stopped goes on where it was. Nothing else should
# run meanwhile: threads that wait for one another starve on a busy machine.
set -eu
work=$1
mkdir -p "$work"

for split in train valid test; do
    [ -f "$work/$split/training-v2.jsonl" ] || symkin harvest --recipe "$split" --out "$work/$split"
done

symkin train "$work/train" --valid "$work/valid" --out "$work/run" --minutes "${MINUTES:-110}" --epochs 4 \
    --batch 8 --learning-rate 3e-4 --rank 16 --token-budget 2048 --eval-every 200 --eval-samples 200

symkin export "$work/run" --out "$work/symkin-q8_0.gguf" --quant q8_0 --check "$work/valid"
symkin evaluate "$work/symkin-q8_0.gguf" "$work/test" --html "$work/report.html" --errors "$work/errors.jsonl"
