# Copyright 2026 the perplexity-prune authors.
# SPDX-License-Identifier: Apache-2.0
"""Makes src/test/resources/golden: tiny models, and the likelihoods that transformers gives them.

python make.py FOLDER, with torch, transformers and safetensors. Not part of the build; last run with transformers 5.18.0
and torch 2.13.0. All arithmetic is in float64 but what transformers itself keeps in float32 (norms, rotary tables).
"""
import json, os, sys, torch, transformers
from safetensors.torch import save_file, load_file
from transformers import AutoConfig, AutoModelForCausalLM
OUT = sys.argv[1]
V, W, T = 64, 16, 48
LLAMA = dict(hidden_size=W, num_attention_heads=4, num_key_value_heads=2, num_hidden_layers=2, intermediate_size=24,
             max_position_embeddings=T, vocab_size=V, rms_norm_eps=1e-5, hidden_act="silu", tie_word_embeddings=False)
NEOX = dict(model_type="gpt_neox", hidden_size=W, num_attention_heads=2, num_hidden_layers=2, intermediate_size=40,
            max_position_embeddings=T, vocab_size=V, layer_norm_eps=1e-5, hidden_act="gelu", rotary_pct=0.5,
            rotary_emb_base=1000, tie_word_embeddings=False)
MPT = dict(model_type="mpt", d_model=W, n_heads=4, n_layers=2, expansion_ratio=4, max_seq_len=T, vocab_size=V,
           no_bias=True, norm_type="low_precision_layernorm", layer_norm_epsilon=1e-5, learned_pos_emb=True)
GPT2 = dict(model_type="gpt2", n_embd=W, n_head=4, n_layer=3, n_positions=T, vocab_size=V, layer_norm_epsilon=1e-5,
            activation_function="gelu_new")
def attn(**kw):
    return dict(attn_type="multihead_attention", attn_pdrop=0, attn_impl="torch", alibi=True, alibi_bias_max=8,
                clip_qkv=None, softmax_scale=None, prefix_lm=False, qk_ln=False, attn_uses_sequence_id=False) | kw
MODELS = {
    "gptneox-sequential": NEOX | dict(use_parallel_residual=False),
    "gptneox-rope-parameters": NEOX | dict(rotary_emb_base=None, rotary_pct=None, use_parallel_residual=True,
        rope_parameters=dict(rope_type="linear", factor=3.0, rope_theta=500.0, partial_rotary_factor=0.25)),
    "gpt2-inverse-layer-scale": GPT2 | dict(scale_attn_by_inverse_layer_idx=True),
    "gpt2-unscaled-attention": GPT2 | dict(scale_attn_weights=False, n_layer=2),
    "mpt-clip": MPT | dict(attn_config=attn(clip_qkv=0.7, softmax_scale=0.3)),
    "mpt-3heads": MPT | dict(d_model=24, n_heads=3, attn_config=attn()),
    "mpt-6heads": MPT | dict(d_model=24, n_heads=6, attn_config=attn()),
    "mpt-learned": MPT | dict(attn_config=attn(alibi=False)),
    "qwen2-biases": LLAMA | dict(model_type="qwen2", rope_theta=10000.0, use_sliding_window=False, sliding_window=T // 4,
        max_window_layers=1),
    "llama-biases": LLAMA | dict(model_type="llama", attention_bias=True, mlp_bias=True, rope_theta=10000.0, rope_scaling=None),
    "llama-rope-llama3": LLAMA | dict(model_type="llama", rope_theta=100.0, hidden_size=24, num_attention_heads=2,
        num_key_value_heads=1,
        rope_scaling=dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                          original_max_position_embeddings=24)),
    "llama-rope-llama3-parameters": LLAMA | dict(model_type="llama", hidden_size=24, num_attention_heads=2,
        rope_parameters=dict(rope_type="llama3", factor=4.0, low_freq_factor=1.0, high_freq_factor=3.0,
                             original_max_position_embeddings=16, rope_theta=50.0)),
    "llama-rope-linear": LLAMA | dict(model_type="llama", rope_theta=100.0, rope_scaling=dict(type="linear", factor=2.5)),
    "llama-rope-dynamic": LLAMA | dict(model_type="llama", rope_theta=100.0, rope_scaling=dict(type="dynamic", factor=2.0)),
    "llama-head-dim": LLAMA | dict(model_type="llama", head_dim=6, rope_theta=1000.0),
    "mistral-head-dim": LLAMA | dict(model_type="mistral", head_dim=8, rope_theta=1000.0, sliding_window=None),
}
LENGTHS = [2, 5, 17, 32, T]
def draw(state, seed):
    g = torch.Generator().manual_seed(seed)
    out = {}
    for name, t in state.items():
        r = torch.randn(t.shape, generator=g, dtype=torch.float64)
        if t.dim() >= 2:
            r = r * (0.9 if "emb" in name or "wte" in name or "wpe" in name or "lm_head" in name else 1.2 / t.shape[-1] ** 0.5 * 1.6)
        elif name.endswith("bias"):
            r = 0.3 * r
        else:
            r = 1 + 0.3 * r
        out[name] = r.float()
    return out
for number, (name, config) in enumerate(MODELS.items()):
    config = {k: v for k, v in config.items() if not (v is None and k in ("rotary_emb_base", "rotary_pct"))}
    config["dtype" if "parameters" in name else "torch_dtype"] = "float32"
    folder = os.path.join(OUT, name); os.makedirs(folder, exist_ok=True)
    json.dump(config, open(os.path.join(folder, "config.json"), "w"), indent=1)
    cfg = AutoConfig.from_pretrained(folder)
    model = AutoModelForCausalLM.from_config(cfg, attn_implementation="eager")
    model.save_pretrained(folder + ".tmp")          # the names used in files
    state = load_file(os.path.join(folder + ".tmp", "model.safetensors"))
    weights = draw(state, 4242 + number)
    wpe = None
    if name == "mpt-learned":
        wpe = draw({"transformer.wpe.weight": torch.zeros(T, W)}, 99)["transformer.wpe.weight"]
        weights["transformer.wpe.weight"] = wpe
    save_file(weights, os.path.join(folder, "model.safetensors"), metadata={"format": "pt"})
    model = AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager", dtype=torch.float64).eval()
    if wpe is not None:   # transformers has no learned positions here: its blocks without the bias, ours added
        import transformers.models.mpt.modeling_mpt as m
        built = m.build_mpt_alibi_tensor
        m.MptModel.build_mpt_alibi_tensor = lambda self, *a, **k: torch.zeros_like(built(*a, **k))
    g = torch.Generator().manual_seed(777 + number)
    sequences, nlls = [], []
    for i, n in enumerate(LENGTHS):
        ids = torch.randint(0, V, (n,), generator=g)
        if i == 3:
            ids = ids[:7].repeat(6)[:n]
        with torch.no_grad():
            if wpe is None:
                logits = model(ids[None], use_cache=False).logits[0]
            else:
                logits = model(inputs_embeds=model.transformer.wte(ids[None]) + wpe[:n].double(), use_cache=False).logits[0]
        assert logits.dtype == torch.float64
        nll = torch.nn.functional.cross_entropy(logits[:-1], ids[1:], reduction="none")
        sequences.append(ids.tolist()); nlls.append([round(x, 9) for x in nll.tolist()])
    json.dump(dict(sequences=sequences, nll=nlls, sum=[sum(x) for x in nlls]), open(os.path.join(folder, "expected.json"), "w"))
    if wpe is not None:
        m.MptModel.build_mpt_alibi_tensor = lambda self, *a, **k: built(*a, **k)
    import shutil; shutil.rmtree(folder + ".tmp")
    flat = [x for s in nlls for x in s]
    print(name, "mean", sum(flat) / len(flat), "bytes", os.path.getsize(os.path.join(folder, "model.safetensors")), cfg.__class__.__name__, getattr(cfg, "rope_parameters", None))
print(transformers.__version__, torch.__version__)
