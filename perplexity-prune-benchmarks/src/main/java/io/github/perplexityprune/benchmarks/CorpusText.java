/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A document of an evaluation.
 *
 * @param id unique
 * @param domain where it comes from
 * @param noise what was done to it, {@code none} for nothing
 * @param baseId the id of the document that it was made from, its own when it was not made from
 *     another
 * @param text its text
 */
record CorpusText(String id, String domain, String noise, String baseId, String text) {
  static final String UNDAMAGED = "none";

  /** Reads a zstd-compressed file of JSON lines. */
  static List<CorpusText> read(Path file) {
    List<CorpusText> texts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStreamNoFinalizer(new BufferedInputStream(Files.newInputStream(file))),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonObject json = JsonParser.parseString(line).getAsJsonObject();
        String id = json.get("id").getAsString();
        texts.add(
            new CorpusText(
                id,
                json.get("domain").getAsString(),
                json.has("noise") ? json.get("noise").getAsString() : UNDAMAGED,
                json.has("base_id") ? json.get("base_id").getAsString() : id,
                json.get("text").getAsString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
