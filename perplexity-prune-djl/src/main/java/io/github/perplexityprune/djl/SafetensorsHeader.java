/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: where each tensor lies. A header that does not account for
 * every byte of the data exactly once is refused.
 *
 * @param entries the tensors by name
 * @param metadata what the writer said of the file, by key
 */
record SafetensorsHeader(
    Map<String, SafetensorsHeader.Entry> entries, Map<String, String> metadata) {
  /** Bits of an element of each type that files are known to have. */
  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("BOOL", 8),
          Map.entry("U8", 8),
          Map.entry("I8", 8),
          Map.entry("F8_E4M3", 8),
          Map.entry("F8_E5M2", 8),
          Map.entry("I16", 16),
          Map.entry("U16", 16),
          Map.entry("F16", 16),
          Map.entry("BF16", 16),
          Map.entry("I32", 32),
          Map.entry("U32", 32),
          Map.entry("F32", 32),
          Map.entry("I64", 64),
          Map.entry("U64", 64),
          Map.entry("F64", 64));

  /** The key that is no tensor. */
  static final String METADATA = "__metadata__";

  /**
   * Where a tensor lies.
   *
   * @param type of its elements, as the file names it
   * @param shape its dimensions
   * @param begin its first byte, counted from the end of the header
   * @param end the byte after its last
   */
  record Entry(String type, List<Long> shape, long begin, long end) {}

  /** A header that breaks the format's rules, described in words that follow "the file". */
  static final class Malformed extends Exception {
    private Malformed(String message) {
      super(message);
    }
  }

  /**
   * Reads a header.
   *
   * @param dataBytes bytes that follow it
   */
  static SafetensorsHeader parse(ByteBuffer utf8, long dataBytes) throws Malformed {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
      JsonReader json = new JsonReader(new StringReader(text));
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (name.equals(METADATA)) {
          readMetadata(json, metadata);
        } else {
          require(
              entries.put(name, entry(name, json)) == null,
              "must name each tensor once, but names " + name + " twice");
        }
      }
      json.endObject();
      require(json.peek() == JsonToken.END_DOCUMENT, "must have nothing after its header's JSON");
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new Malformed("must have a header in JSON, but: " + e.getMessage());
    }
    requireEveryByteOnce(entries, dataBytes);
    return new SafetensorsHeader(entries, metadata);
  }

  /** Strings by key; what is not a string, as the format demands, is passed over. */
  private static void readMetadata(JsonReader json, Map<String, String> metadata)
      throws IOException {
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      json.skipValue();
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (json.peek() == JsonToken.STRING) {
        metadata.put(key, json.nextString());
      } else {
        json.skipValue();
      }
    }
    json.endObject();
  }

  private static Entry entry(String name, JsonReader json) throws IOException, Malformed {
    String type = null;
    List<Long> shape = null;
    List<Long> place = null;
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      switch (key) {
        case "dtype" -> {
          require(type == null, "must give the dtype of tensor " + name + " once");
          require(json.peek() == JsonToken.STRING, "must give a dtype in words for " + name);
          type = json.nextString();
        }
        case "shape" -> {
          require(shape == null, "must give the shape of tensor " + name + " once");
          shape = naturals(name, json);
        }
        case "data_offsets" -> {
          require(place == null, "must give the data_offsets of tensor " + name + " once");
          place = naturals(name, json);
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (type == null || shape == null || place == null || place.size() != 2) {
      throw new Malformed(
          "must give dtype, shape and two data_offsets for tensor " + name + ", but does not");
    }
    Entry entry = new Entry(type, shape, place.get(0), place.get(1));
    requireBytesOfShape(name, entry);
    return entry;
  }

  private static List<Long> naturals(String name, JsonReader json) throws IOException, Malformed {
    List<Long> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      require(json.peek() == JsonToken.NUMBER, "must give tensor " + name + " numbers only");
      long number = json.nextLong();
      require(
          number >= 0, "must give tensor " + name + " no negative number, but gives it " + number);
      numbers.add(number);
    }
    json.endArray();
    return List.copyOf(numbers);
  }

  private static void requireBytesOfShape(String name, Entry entry) throws Malformed {
    require(
        entry.begin <= entry.end,
        "must end tensor "
            + name
            + " after its begin, but has data_offsets "
            + entry.begin
            + " and "
            + entry.end);
    Integer bits = BITS.get(entry.type);
    if (bits == null) {
      return; // a type of the future; refused by name when its values are asked for
    }
    long expected;
    try {
      expected = Math.multiplyExact(bits / 8, entry.shape.stream().reduce(1L, Math::multiplyExact));
    } catch (ArithmeticException e) {
      throw new Malformed("must have tensors that exist, but " + name + " is " + entry.shape);
    }
    require(
        expected == entry.end - entry.begin,
        "must have "
            + expected
            + " bytes for tensor "
            + name
            + " of "
            + entry.type
            + entry.shape
            + ", but has "
            + (entry.end - entry.begin));
  }

  private static void requireEveryByteOnce(Map<String, Entry> entries, long dataBytes)
      throws Malformed {
    List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
    inOrder.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> named) -> named.getValue().begin)
            .thenComparingLong(named -> named.getValue().end));
    long end = 0;
    for (Map.Entry<String, Entry> named : inOrder) {
      Entry entry = named.getValue();
      require(
          entry.begin == end,
          "must have its tensors side by side, but "
              + named.getKey()
              + " begins at byte "
              + entry.begin
              + " and the one before it ends at "
              + end);
      end = entry.end;
    }
    require(
        end == dataBytes,
        "must have " + end + " bytes of tensors by its header, but has " + dataBytes);
  }

  private static void require(boolean holds, String rule) throws Malformed {
    if (!holds) {
      throw new Malformed(rule);
    }
  }
}
