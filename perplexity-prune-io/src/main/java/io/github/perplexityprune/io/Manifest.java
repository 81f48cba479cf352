/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.perplexityprune.DomainSummary;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.select.KeptBand;
import io.github.perplexityprune.select.Verdict;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a pruned corpus was made from and how, as JSON. Has no times and nothing of the machine: the
 * same pruning gives the same bytes.
 */
record Manifest(
    Map<String, String> settings,
    List<InputFingerprint> inputs,
    PruneResult<?> result,
    long rejectCount,
    List<WrittenFile> outputs) {

  private static final String VERSION = "perplexity_prune";

  /** How the JDK writes a double depends on its age. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  /** Whether a file is a manifest, as its first field tells. */
  static boolean isAt(Path file) {
    try (JsonParser json = JSON.createParser(Files.newInputStream(file))) {
      return json.nextToken() == JsonToken.START_OBJECT && VERSION.equals(json.nextFieldName());
    } catch (IOException e) {
      return false; // not there, or not JSON
    }
  }

  /** A writer turns what no UTF-8 is there for, such as half a surrogate pair, into {@code ?}. */
  void write(Path file) throws IOException {
    DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
    lines.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json =
        JSON.createGenerator(new FileWriter(file.toFile(), UTF_8)).setPrettyPrinter(lines)) {
      json.writeStartObject();
      json.writeStringField(VERSION, Pruner.version());
      json.writeStringField("criterion", result.selection().criterion().toString());
      writeSettings(json);
      writeReferences(json);
      writeInputs(json);
      json.writeNumberField("rejects", rejectCount);
      writeCounts(json);
      writeBands(json);
      writeDomains(json);
      writeWarnings(json);
      writeOutputs(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void writeSettings(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("settings");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      json.writeStringField(setting.getKey(), setting.getValue());
    }
    json.writeEndObject();
  }

  /** The fingerprint of each fold's model. */
  private void writeReferences(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("references");
    for (String fingerprint : result.scores().references()) {
      json.writeString(fingerprint);
    }
    json.writeEndArray();
  }

  private void writeInputs(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("inputs");
    for (InputFingerprint input : inputs) {
      json.writeStartObject();
      json.writeStringField("name", input.name());
      json.writeNumberField("bytes", input.byteCount());
      json.writeStringField("sha256", input.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeCounts(JsonGenerator json) throws IOException {
    PruneSummary summary = result.summary();
    json.writeObjectFieldStart("documents");
    for (Map.Entry<Verdict, Long> count : summary.documentCounts().entrySet()) {
      json.writeNumberField(count.getKey().name().toLowerCase(Locale.ROOT), count.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("tokens");
    json.writeNumberField("scored", summary.scoredTokenCount());
    json.writeNumberField("kept", summary.keptTokenCount());
    json.writeEndObject();
  }

  /** Thresholds: one band a domain or fold, in nats per token; null when it keeps nothing. */
  private void writeBands(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("bands");
    for (KeptBand band : result.selection().bands()) {
      json.writeStartObject();
      if (band.domain().isPresent()) {
        json.writeStringField("domain", band.domain().get());
      }
      json.writeNumberField("fold", band.fold());
      writeNumber(
          json, "lowest_mean_negative_log_likelihood", band.lowestMeanNegativeLogLikelihood());
      writeNumber(
          json, "highest_mean_negative_log_likelihood", band.highestMeanNegativeLogLikelihood());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeNumber(JsonGenerator json, String name, OptionalDouble number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }

  private void writeDomains(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("domains");
    for (DomainSummary domain : result.summary().domains()) {
      json.writeStartObject();
      json.writeStringField("name", domain.name());
      json.writeNumberField("documents", domain.documentCount());
      json.writeNumberField("kept_documents", domain.keptDocumentCount());
      json.writeNumberField("tokens", domain.tokenCount());
      json.writeNumberField("kept_tokens", domain.keptTokenCount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeWarnings(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (String warning : result.summary().warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
  }

  private void writeOutputs(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("outputs");
    for (WrittenFile output : outputs) {
      json.writeStartObject();
      json.writeStringField("name", output.name());
      json.writeNumberField("documents", output.documentCount());
      json.writeNumberField("bytes", output.byteCount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
