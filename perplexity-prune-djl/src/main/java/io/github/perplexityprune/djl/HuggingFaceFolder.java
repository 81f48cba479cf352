/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.JsonObject;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.ContextWindows;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Opens folders as Hugging Face has them: {@code config.json}, safetensors weights and {@code
 * tokenizer.json}. No code of a folder is ever run.
 */
final class HuggingFaceFolder {
  static final String CONFIG = "config.json";

  private static final long MAXIMUM_CONFIG_BYTES = 10_000_000;

  private HuggingFaceFolder() {}

  /**
   * The model of a folder, on a device.
   *
   * @throws CheckpointException if something is missing, damaged or not supported
   */
  static ReferenceModel load(Path folder, Processor processor, ContextWindows windows) {
    JsonObject json = CheckpointJson.read(folder.resolve(CONFIG), MAXIMUM_CONFIG_BYTES);
    CheckpointKeys keys = new CheckpointKeys(folder.resolve(CONFIG), json);
    DecoderConfig config = HuggingFaceDecoder.read(keys);
    DecoderLayout layout = DecoderLayout.of(config);
    try (CheckpointWeights weights = CheckpointWeights.open(folder)) {
      weights.requireNoneBut(layout);
      FileTokenizer.Source source = FileTokenizer.Source.read(folder);
      requireRoom(folder, config, source);
      int prefixToken = prefixToken(folder, keys, config, source);
      Map<String, String> files =
          Map.of(CONFIG, Checkpoint.json(float32(json)), FileTokenizer.FILE, source.text());
      Tokenizer tokenizer = source.open(prefixToken);
      try {
        return model(
            Decoder.of(layout, processor, (index, tensor) -> weights.values(tensor)),
            tokenizer,
            windows,
            Checkpoint.describing(files));
      } catch (RuntimeException | Error e) {
        tokenizer.close();
        throw e;
      }
    }
  }

  private static ReferenceModel model(
      Decoder decoder,
      Tokenizer tokenizer,
      ContextWindows windows,
      Checkpoint.Description description) {
    try {
      return new DjlReferenceModel(decoder, tokenizer, windows, Optional.empty(), description);
    } catch (RuntimeException | Error e) {
      decoder.close();
      throw e;
    }
  }

  private static void requireRoom(
      Path folder, DecoderConfig config, FileTokenizer.Source tokenizer) {
    if (tokenizer.vocabularySize() > config.vocabularySize()) {
      throw new CheckpointException(
          folder
              + " must have a vocab_size of at least its tokenizer's "
              + tokenizer.vocabularySize()
              + " ids, but has "
              + config.vocabularySize());
    }
  }

  /** Beginning of text by the configuration, else by the tokenizer; else end of text by either. */
  private static int prefixToken(
      Path folder, CheckpointKeys keys, DecoderConfig config, FileTokenizer.Source tokenizer) {
    OptionalInt token = keys.tokenId("bos_token_id");
    if (token.isEmpty()) {
      token = tokenizer.tokenBeforeText();
    }
    if (token.isEmpty()) {
      token = keys.tokenId("eos_token_id");
    }
    if (token.isEmpty()) {
      token = tokenizer.endOfText();
    }
    int prefix =
        token.orElseThrow(
            () ->
                new CheckpointException(
                    folder
                        + " must say which token precedes a text, but its "
                        + CONFIG
                        + " has neither bos_token_id nor eos_token_id and its tokenizer has no such token;"
                        + " add bos_token_id"));
    if (prefix < 0 || prefix >= config.vocabularySize()) {
      throw new CheckpointException(
          folder
              + " must have a token below vocab_size, "
              + config.vocabularySize()
              + ", before a text, but has "
              + prefix);
    }
    return prefix;
  }

  /** A configuration of weights saved as float32, which is what they are once opened. */
  private static JsonObject float32(JsonObject json) {
    JsonObject copy = json.deepCopy();
    copy.addProperty(copy.has("dtype") ? "dtype" : "torch_dtype", "float32");
    return copy;
  }
}
