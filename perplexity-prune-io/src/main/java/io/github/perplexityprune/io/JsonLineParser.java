/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.google.common.base.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds text, id and domain in JSON objects and checks each object to its end. Fields that are none
 * of them are passed over.
 *
 * <p>A field that is read must not come twice: RFC 8259 lets readers choose, and these differ, so
 * the document that is scored would not be the one that is trained on.
 */
final class JsonLineParser {
  private final JsonFactory json;
  private final Node root = new Node();
  private final RecordFields fields;

  private long line;
  private @Nullable String text;
  private @Nullable String id;
  private String domain = "";

  JsonLineParser(RecordFields fields, int maximumDepth) {
    this.fields = fields;
    // Interned names of hostile records would fill the JVM's table of strings.
    json =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maximumDepth)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .errorReportConfiguration(
                ErrorReportConfiguration.builder().maxErrorTokenLength(32).build())
            .build();
    root.add(fields.text(), Role.TEXT);
    root.add(fields.id(), Role.ID);
    root.add(fields.domain(), Role.DOMAIN);
  }

  /** What makes a record a document. */
  record Fields(String text, @Nullable String id, String domain) {}

  /**
   * Parses one line.
   *
   * @throws UnreadableRecordException if it is not a JSON object with a text
   */
  Fields parse(byte[] bytes, int start, int length) throws UnreadableRecordException {
    line++;
    text = null;
    id = null;
    domain = "";
    checkUtf8(bytes, start, length);
    try (JsonParser parser = json.createParser(bytes, start, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableRecordException(
            "a line must be a JSON object, but is " + kind(parser.currentToken()));
      }
      readObject(parser, root);
      if (parser.nextToken() != null) {
        throw new UnreadableRecordException("something follows the line's JSON object");
      }
    } catch (StreamConstraintsException e) {
      throw new UnreadableRecordException("beyond a limit: " + e.getOriginalMessage());
    } catch (JsonEOFException e) {
      throw new UnreadableRecordException("not valid JSON: the line ends in the middle of it");
    } catch (JsonProcessingException e) {
      throw new UnreadableRecordException(
          "not valid JSON at byte "
              + e.getLocation().getColumnNr()
              + ": "
              + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    if (text == null) {
      throw new UnreadableRecordException("there is no field " + quoted(fields.text()));
    }
    return new Fields(text, id, domain);
  }

  /** The parser would guess UTF-16 or UTF-32 from zero bytes, and is lax about ill-formed UTF-8. */
  private static void checkUtf8(byte[] bytes, int start, int length)
      throws UnreadableRecordException {
    if (!Utf8.isWellFormed(bytes, start, length)) {
      throw new UnreadableRecordException("not valid UTF-8");
    }
    for (int i = start; i < start + Math.min(4, length); i++) {
      if (bytes[i] == 0) {
        throw new UnreadableRecordException("not valid JSON: there is a zero byte");
      }
    }
  }

  private void readObject(JsonParser parser, Node node)
      throws IOException, UnreadableRecordException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Node child = node.children.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (child == null) {
        parser.skipChildren();
        continue;
      }
      if (child.lastLine == line) {
        throw new UnreadableRecordException("the field " + quoted(child.path) + " comes twice");
      }
      child.lastLine = line;
      for (Role role : child.roles) {
        assign(role, child.path, token, parser);
      }
      if (token == JsonToken.START_OBJECT) {
        readObject(parser, child);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void assign(Role role, List<String> path, JsonToken token, JsonParser parser)
      throws IOException, UnreadableRecordException {
    boolean usable = token == JsonToken.VALUE_STRING;
    if (role != Role.TEXT) {
      if (token == JsonToken.VALUE_NULL) {
        return; // as good as missing
      }
      usable = token.isScalarValue();
    }
    if (!usable) {
      throw new UnreadableRecordException(
          "the field "
              + quoted(path)
              + " must be "
              + (role == Role.TEXT ? "a string" : "a string, a number or a boolean")
              + ", but is "
              + kind(token));
    }
    String value = parser.getText();
    switch (role) {
      case TEXT -> text = value;
      case ID -> id = value;
      case DOMAIN -> domain = value;
    }
  }

  private static String quoted(List<String> path) {
    return "'" + String.join(".", path) + "'";
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "empty";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_STRING -> "a string";
      default -> "a number";
    };
  }

  private enum Role {
    TEXT,
    ID,
    DOMAIN
  }

  /** A place in the objects that leads to a field or is one. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private List<String> path = List.of();
    private long lastLine;

    /** Adds a path; an empty one leads nowhere. */
    private void add(List<String> fieldPath, Role role) {
      Node node = this;
      for (int i = 0; i < fieldPath.size(); i++) {
        node = node.children.computeIfAbsent(fieldPath.get(i), name -> new Node());
        node.path = fieldPath.subList(0, i + 1);
      }
      if (node != this) {
        node.roles.add(role);
      }
    }
  }
}
