/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.study.EvaluationItem.Completion;
import io.github.perplexityprune.study.EvaluationItem.MultipleChoice;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line of a task file. */
final class TaskLine {
  private final JsonObject fields;

  private TaskLine(JsonObject fields) {
    this.fields = fields;
  }

  /**
   * Parses a line.
   *
   * @throws IllegalArgumentException if it is not a JSON object; the message says what is wrong
   */
  static TaskLine parse(String line) {
    JsonReader reader = new JsonReader(new StringReader(line));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (!element.isJsonObject()) {
        throw new IllegalArgumentException("a line must be a JSON object");
      }
      return new TaskLine(element.getAsJsonObject());
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("not valid JSON: " + e.getMessage(), e);
    }
  }

  /** What the task is about, if the line says so. */
  Optional<String> category() {
    return fields.has("category") ? Optional.of(text("category")) : Optional.empty();
  }

  /**
   * The item of the line.
   *
   * @throws IllegalArgumentException if a field is missing or of the wrong kind
   */
  EvaluationItem item() {
    if (fields.has("target")) {
      return completion();
    }
    if (!fields.has("choices")) {
      throw new IllegalArgumentException(
          "an item must have choices and answer, or target, but has the fields " + fields.keySet());
    }
    return new MultipleChoice(
        text("id"), fields.has("contexts") ? byContext() : byChoice(), answer());
  }

  private Completion completion() {
    String context = text("context");
    return new Completion(
        text("id"),
        continuation(context, text("target")),
        fields.has("aliases")
            ? texts("aliases").stream().map(alias -> spaced(context, alias)).toList()
            : List.of());
  }

  private List<Continuation> byContext() {
    String continuation = text("continuation");
    return texts("contexts").stream().map(context -> continuation(context, continuation)).toList();
  }

  private List<Continuation> byChoice() {
    String context = text("context");
    return texts("choices").stream().map(choice -> continuation(context, choice)).toList();
  }

  private static Continuation continuation(String context, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an answer must not be blank, but one is '" + text + "'");
    }
    return new Continuation(context, spaced(context, text));
  }

  /** One space parts an answer from its context. */
  private static String spaced(String context, String text) {
    boolean isParted =
        context.isEmpty()
            || Character.isWhitespace(context.charAt(context.length() - 1))
            || (!text.isEmpty() && Character.isWhitespace(text.charAt(0)));
    return isParted ? text : " " + text;
  }

  private int answer() {
    JsonElement answer = field("answer");
    if (!answer.isJsonPrimitive() || !answer.getAsString().matches("[0-9]{1,6}")) {
      throw wrongKind("answer", "the index of a choice, from 0", answer);
    }
    return Integer.parseInt(answer.getAsString());
  }

  private List<String> texts(String name) {
    JsonElement element = field(name);
    if (!element.isJsonArray()) {
      throw wrongKind(name, "an array of strings", element);
    }
    JsonArray array = element.getAsJsonArray();
    List<String> texts = new ArrayList<>();
    array.forEach(entry -> texts.add(text(name, entry)));
    return texts;
  }

  private String text(String name) {
    return text(name, field(name));
  }

  private static String text(String name, JsonElement element) {
    if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
      throw wrongKind(name, "a string", element);
    }
    return element.getAsString();
  }

  private JsonElement field(String name) {
    JsonElement element = fields.get(name);
    if (element == null) {
      throw new IllegalArgumentException(
          "there is no field '" + name + "'; there are " + fields.keySet());
    }
    return element;
  }

  private static IllegalArgumentException wrongKind(String name, String kind, JsonElement element) {
    return new IllegalArgumentException(
        "the field '" + name + "' must be " + kind + ", but is " + element);
  }
}
