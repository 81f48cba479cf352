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
 * A text and what it is labelled with.
 *
 * @param id unique
 * @param label its domain, or its kind of noise
 * @param baseId the id of the text it was made from, its own when it was not made from another
 * @param text the text
 */
record LabelledText(String id, String label, String baseId, String text) {

  /** Reads a zstd-compressed file of JSON lines whose label is in the given field. */
  static List<LabelledText> read(Path file, String labelField) {
    List<LabelledText> texts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStreamNoFinalizer(new BufferedInputStream(Files.newInputStream(file))),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonObject json = JsonParser.parseString(line).getAsJsonObject();
        texts.add(
            new LabelledText(
                json.get("id").getAsString(),
                json.get(labelField).getAsString(),
                json.has("base_id")
                    ? json.get("base_id").getAsString()
                    : json.get("id").getAsString(),
                json.get("text").getAsString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
