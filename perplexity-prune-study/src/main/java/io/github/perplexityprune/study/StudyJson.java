/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A study's result as JSON: the components of {@link StudyResult}, named in snake case, null where
 * something is absent. Single answers are in a table of their own; times are left out, so that a
 * study that was cut off gives the same bytes.
 */
final class StudyJson {
  private static final Set<String> LEFT_OUT = Set.of("tasks", "seconds");

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls()
          .addSerializationExclusionStrategy(new WithoutAnswersAndTimes())
          .registerTypeAdapter(OptionalDouble.class, optionalDouble())
          .registerTypeAdapter(OptionalInt.class, optionalInt())
          .registerTypeAdapter(OptionalLong.class, optionalLong())
          .registerTypeHierarchyAdapter(Optional.class, optional())
          .registerTypeAdapter(SelectionCriterion.class, criterion())
          .create();

  private StudyJson() {}

  static String of(StudyResult result) {
    return GSON.toJson(result) + "\n";
  }

  private static JsonSerializer<OptionalDouble> optionalDouble() {
    return (number, type, context) ->
        number.isPresent() ? new JsonPrimitive(number.getAsDouble()) : JsonNull.INSTANCE;
  }

  private static JsonSerializer<OptionalInt> optionalInt() {
    return (number, type, context) ->
        number.isPresent() ? new JsonPrimitive(number.getAsInt()) : JsonNull.INSTANCE;
  }

  private static JsonSerializer<OptionalLong> optionalLong() {
    return (number, type, context) ->
        number.isPresent() ? new JsonPrimitive(number.getAsLong()) : JsonNull.INSTANCE;
  }

  private static JsonSerializer<Optional<?>> optional() {
    return (value, type, context) ->
        value.<JsonElement>map(context::serialize).orElse(JsonNull.INSTANCE);
  }

  private static JsonSerializer<SelectionCriterion> criterion() {
    return (criterion, type, context) -> new JsonPrimitive(criterion.toString());
  }

  private static final class WithoutAnswersAndTimes implements ExclusionStrategy {
    @Override
    public boolean shouldSkipField(FieldAttributes field) {
      return field.getDeclaringClass() == CellResult.class && LEFT_OUT.contains(field.getName());
    }

    @Override
    public boolean shouldSkipClass(Class<?> type) {
      return false;
    }
  }
}
