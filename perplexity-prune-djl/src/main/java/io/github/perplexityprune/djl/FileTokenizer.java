/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.perplexityprune.CheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The tokenizer of a checkpoint's {@code tokenizer.json}, run by Hugging Face's own code. Texts are
 * neither cut nor padded, and no special tokens are added.
 */
final class FileTokenizer implements Tokenizer {
  static final String FILE = "tokenizer.json";

  private static final long MAXIMUM_BYTES = 100_000_000;

  /** Names that families of models give their end-of-text token. */
  private static final Set<String> END_OF_TEXT =
      Set.of("<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>");

  private static final Map<String, String> OPTIONS =
      Map.of(
          "addSpecialTokens", "false",
          "truncation", "do_not_truncate",
          "padding", "do_not_pad");

  private final HuggingFaceTokenizer tokenizer;
  private final int prefixToken;
  private final String id;

  /** The native tokenizer must not be freed while a thread is in it. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  private FileTokenizer(HuggingFaceTokenizer tokenizer, int prefixToken, String id) {
    this.tokenizer = tokenizer;
    this.prefixToken = prefixToken;
    this.id = id;
  }

  /** The contents of a {@code tokenizer.json}. */
  static final class Source {
    private final Path file;
    private final String text;
    private final JsonObject json;

    private Source(Path file, String text, JsonObject json) {
      this.file = file;
      this.text = text;
      this.json = json;
    }

    /**
     * Reads a folder's file.
     *
     * @throws CheckpointException if it is missing, too large or not what it should be
     */
    static Source read(Path folder) {
      Path file = folder.resolve(FILE);
      String text = CheckpointJson.text(file, MAXIMUM_BYTES);
      try {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        json.add("truncation", JsonNull.INSTANCE);
        json.add("padding", JsonNull.INSTANCE);
        Source source = new Source(file, text, json);
        source.requireNoDropout();
        return source;
      } catch (JsonParseException | IllegalStateException e) {
        throw notUnderstood(file, e);
      }
    }

    private static CheckpointException notUnderstood(Path file, Exception cause) {
      return new CheckpointException(
          file + " must hold a tokenizer, but cannot be understood: " + cause.getMessage(), cause);
    }

    /** The file's text as it is. */
    String text() {
      return text;
    }

    private void requireNoDropout() {
      JsonElement dropout = json.getAsJsonObject("model").get("dropout");
      if (dropout != null && dropout.isJsonPrimitive() && dropout.getAsDouble() != 0) {
        throw new CheckpointException(
            file
                + " must encode a text always alike, but has model.dropout = "
                + dropout
                + "; set it to null");
      }
    }

    /** One more than the greatest token id. */
    int vocabularySize() {
      int size = 0;
      try {
        JsonElement vocabulary = json.getAsJsonObject("model").get("vocab");
        if (vocabulary instanceof JsonArray pieces) {
          size = pieces.size();
        } else {
          for (JsonElement number : vocabulary.getAsJsonObject().asMap().values()) {
            size = Math.max(size, Math.addExact(number.getAsInt(), 1));
          }
        }
        if (json.get("added_tokens") instanceof JsonArray added) {
          for (JsonElement token : added) {
            int number = token.getAsJsonObject().get("id").getAsInt();
            size = Math.max(size, Math.addExact(number, 1));
          }
        }
        return size;
      } catch (RuntimeException e) {
        throw notUnderstood(file, e);
      }
    }

    /** The special token that the post-processor puts before a text, if it does. */
    OptionalInt tokenBeforeText() {
      try {
        return json.get("post_processor") instanceof JsonObject processor
            ? tokenBeforeText(processor)
            : OptionalInt.empty();
      } catch (RuntimeException e) {
        throw notUnderstood(file, e);
      }
    }

    private static OptionalInt tokenBeforeText(JsonObject processor) {
      String type = processor.get("type").getAsString();
      if (type.equals("Sequence")) {
        for (JsonElement part : processor.getAsJsonArray("processors")) {
          OptionalInt found = tokenBeforeText(part.getAsJsonObject());
          if (found.isPresent()) {
            return found;
          }
        }
      } else if (type.equals("TemplateProcessing")) {
        JsonObject first = processor.getAsJsonArray("single").get(0).getAsJsonObject();
        if (first.has("SpecialToken")) {
          String name = first.getAsJsonObject("SpecialToken").get("id").getAsString();
          JsonObject tokens = processor.getAsJsonObject("special_tokens").getAsJsonObject(name);
          return OptionalInt.of(tokens.getAsJsonArray("ids").get(0).getAsInt());
        }
      }
      return OptionalInt.empty();
    }

    /** The special token that by its name ends a text, if there is one. */
    OptionalInt endOfText() {
      try {
        if (json.get("added_tokens") instanceof JsonArray added) {
          for (JsonElement element : added) {
            JsonObject token = element.getAsJsonObject();
            if (END_OF_TEXT.contains(token.get("content").getAsString())) {
              return OptionalInt.of(token.get("id").getAsInt());
            }
          }
        }
        return OptionalInt.empty();
      } catch (RuntimeException e) {
        throw notUnderstood(file, e);
      }
    }

    /** The tokenizer, with the token that is to precede texts. Loads native code. */
    FileTokenizer open(int prefixToken) {
      byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
      try {
        HuggingFaceTokenizer tokenizer =
            HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), OPTIONS);
        String digest = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
        return new FileTokenizer(tokenizer, prefixToken, FILE + " " + digest);
      } catch (IOException | RuntimeException | LinkageError e) {
        throw new CheckpointException(
            file + " cannot be opened as a tokenizer: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public int[] encode(String text) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the tokenizer must be open to encode, but was closed");
      }
      long[] ids =
          tokenizer
              .encode(text, /* addSpecialTokens= */ false, /* withOverflowingTokens= */ false)
              .getIds();
      return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public String decode(int[] tokens) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the tokenizer must be open to decode, but was closed");
      }
      return tokenizer.decode(
          Arrays.stream(tokens).asLongStream().toArray(), /* skipSpecialTokens= */ false);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public int prefixToken() {
    return prefixToken;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        tokenizer.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
