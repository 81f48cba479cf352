/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.perplexityprune.CheckpointException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The keys of a JSON object in a checkpoint's configuration. Remembers which were read, so that
 * what was not understood can be refused by its name.
 */
final class CheckpointKeys {
  /** Products of two small sizes must not overflow. */
  private static final int MAXIMUM_COUNT = 1 << 24;

  private final Path file;
  private final String prefix;
  private final JsonObject json;
  private final Set<String> read = new HashSet<>();

  CheckpointKeys(Path file, JsonObject json) {
    this(file, "", json);
  }

  private CheckpointKeys(Path file, String prefix, JsonObject json) {
    this.file = file;
    this.prefix = prefix;
    this.json = json;
  }

  /** Whether a key has a value that is not null. */
  boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  private Optional<JsonElement> find(String key) {
    read.add(key);
    return has(key) ? Optional.of(json.get(key)) : Optional.empty();
  }

  private Optional<JsonPrimitive> primitive(String key) {
    Optional<JsonElement> found = find(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.get() instanceof JsonPrimitive primitive) {
      return Optional.of(primitive);
    }
    throw wrong(key, "one value");
  }

  /** A whole number from 1 to {@value #MAXIMUM_COUNT}. */
  int count(String key) {
    return optionalCount(key).orElseThrow(() -> missing(key));
  }

  int count(String key, int fallback) {
    return optionalCount(key).orElse(fallback);
  }

  private OptionalInt optionalCount(String key) {
    Optional<JsonPrimitive> found = primitive(key);
    if (found.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int count = found.get().getAsBigDecimal().intValueExact();
      if (count >= 1 && count <= MAXIMUM_COUNT) {
        return OptionalInt.of(count);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // refused below
    }
    throw wrong(key, "a whole number from 1 to " + MAXIMUM_COUNT);
  }

  /** A finite number greater than 0. */
  double number(String key, double fallback) {
    return optionalNumber(key).orElse(fallback);
  }

  /** A finite number greater than 0. */
  double number(String key) {
    return optionalNumber(key).orElseThrow(() -> missing(key));
  }

  Optional<Double> optionalNumber(String key) {
    Optional<JsonPrimitive> found = primitive(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.get().isNumber()) {
      double number = found.get().getAsDouble();
      if (Double.isFinite(number) && number > 0) {
        return Optional.of(number);
      }
    }
    throw wrong(key, "a number greater than 0");
  }

  boolean flag(String key, boolean fallback) {
    Optional<JsonPrimitive> found = primitive(key);
    if (found.isPresent() && !found.get().isBoolean()) {
      throw wrong(key, "true or false");
    }
    return found.map(JsonElement::getAsBoolean).orElse(fallback);
  }

  Optional<String> text(String key) {
    Optional<JsonPrimitive> found = primitive(key);
    if (found.isPresent() && !found.get().isString()) {
      throw wrong(key, "text");
    }
    return found.map(JsonElement::getAsString);
  }

  Optional<CheckpointKeys> object(String key) {
    Optional<JsonElement> found = find(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.get() instanceof JsonObject object) {
      return Optional.of(new CheckpointKeys(file, prefix + key + ".", object));
    }
    throw wrong(key, "an object");
  }

  /** An object, which is empty if the key is absent. */
  CheckpointKeys objectOrEmpty(String key) {
    return object(key)
        .orElseGet(() -> new CheckpointKeys(file, prefix + key + ".", new JsonObject()));
  }

  /** Whether a key's value is 0, which some keys have for "off". */
  boolean isZero(String key) {
    return has(key) && find(key).map(JsonElement::toString).orElse("").matches("0(\\.0)?");
  }

  /** Refuses an array in which a text is another than the only supported one. */
  void everyText(String key, String supported) {
    Optional<JsonElement> found = find(key);
    if (found.isPresent()
        && !(found.get() instanceof JsonArray array
            && array.asList().stream().allMatch(new JsonPrimitive(supported)::equals))) {
      throw wrong(key, "only " + supported);
    }
  }

  /** A token id; of several, the first. */
  OptionalInt tokenId(String key) {
    Optional<JsonElement> found = find(key);
    if (found.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonElement element = found.get();
    if (element.isJsonArray() && !element.getAsJsonArray().isEmpty()) {
      element = element.getAsJsonArray().get(0);
    }
    try {
      return OptionalInt.of(element.getAsBigDecimal().intValueExact());
    } catch (RuntimeException e) {
      throw wrong(key, "a token id");
    }
  }

  /** Refuses a key's value if it is there and is none of the supported ones, given as JSON. */
  void only(String key, String... supported) {
    Optional<JsonElement> found = find(key);
    if (found.isPresent() && !List.of(supported).contains(found.get().toString())) {
      throw wrong(key, supported[0]);
    }
  }

  /** Declares keys that do not change scores. */
  void ignore(Iterable<String> keys) {
    keys.forEach(read::add);
  }

  /**
   * Refuses every key that was not read and is not off: null, false, empty or beginning with an
   * underscore.
   */
  void requireNothingElse() {
    for (var member : json.entrySet()) {
      if (!read.contains(member.getKey())
          && !member.getKey().startsWith("_")
          && !isOff(member.getValue())) {
        throw new CheckpointException(
            file
                + " has "
                + prefix
                + member.getKey()
                + " = "
                + abbreviated(member.getValue())
                + ", which may change scores and is not supported; remove it if it does not matter");
      }
    }
  }

  private static boolean isOff(JsonElement element) {
    if (element instanceof JsonPrimitive primitive) {
      return (primitive.isBoolean() && !primitive.getAsBoolean())
          || (primitive.isString() && primitive.getAsString().isEmpty());
    }
    return element.isJsonNull()
        || (element.isJsonArray() && element.getAsJsonArray().isEmpty())
        || (element.isJsonObject() && element.getAsJsonObject().isEmpty());
  }

  /** What to throw at a key's value; {@code expected} says what it must be. */
  CheckpointException wrong(String key, String expected) {
    return new CheckpointException(
        file
            + " must have "
            + expected
            + " as "
            + prefix
            + key
            + ", but has "
            + abbreviated(json.get(key)));
  }

  private CheckpointException missing(String key) {
    return new CheckpointException(file + " must have " + prefix + key + ", but has none");
  }

  private static String abbreviated(JsonElement element) {
    String text = String.valueOf(element);
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
