/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.perplexityprune.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A safetensors file: eight bytes with the header's length, a JSON header that gives each tensor's
 * type, shape and place, then the tensors. Nothing in it is ever run.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
final class Safetensors implements AutoCloseable {
  private static final long MAXIMUM_HEADER_BYTES = 100_000_000;
  private static final String FLOAT32 = "F32";

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final Map<String, Entry> entries;

  /** A tensor to write; its values are asked for once, when its turn comes. */
  record NamedTensor(String name, List<Long> shape, Supplier<float[]> values) {
    long byteCount() {
      return Float.BYTES * shape.stream().reduce(1L, Math::multiplyExact);
    }
  }

  private record Entry(String type, List<Long> shape, long begin, long end) {}

  private Safetensors(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    ByteBuffer prefix = read(0, Long.BYTES);
    long headerBytes = prefix.getLong();
    require(
        headerBytes >= 2
            && headerBytes <= MAXIMUM_HEADER_BYTES
            && headerBytes <= channel.size() - Long.BYTES,
        "its header's length must be from 2 bytes to the file's size and at most "
            + MAXIMUM_HEADER_BYTES
            + ", but is "
            + headerBytes);
    this.dataStart = Long.BYTES + headerBytes;
    this.entries =
        entries(StandardCharsets.UTF_8.decode(read(Long.BYTES, (int) headerBytes)).toString());
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws CheckpointException if the file is not a valid safetensors file
   */
  static Safetensors open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      return new Safetensors(file, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        try {
          channel.close();
        } catch (IOException suppressed) {
          e.addSuppressed(suppressed);
        }
      }
      if (e instanceof CheckpointException known) {
        throw known;
      }
      throw new CheckpointException(file + " cannot be read as safetensors: " + e, e);
    }
  }

  /**
   * The values of a tensor of type F32.
   *
   * @throws CheckpointException if there is no such tensor, or its type or shape is another
   */
  float[] values(String name, List<Long> shape) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new CheckpointException(
          file + " is not usable: it must have a tensor " + name + ", but has none");
    }
    require(
        entry.type.equals(FLOAT32) && entry.shape.equals(shape),
        "its tensor "
            + name
            + " must be "
            + FLOAT32
            + shape
            + ", but is "
            + entry.type
            + entry.shape);
    float[] values = new float[(int) ((entry.end - entry.begin) / Float.BYTES)];
    try {
      channel
          .map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin, entry.end - entry.begin)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read", e);
    }
    return values;
  }

  /** Writes a file of F32 tensors. */
  static void write(Path file, List<NamedTensor> tensors) throws IOException {
    JsonObject header = new JsonObject();
    JsonObject metadata = new JsonObject();
    metadata.addProperty("format", "pt");
    header.add("__metadata__", metadata);
    long end = 0;
    for (NamedTensor tensor : tensors) {
      JsonArray shape = new JsonArray();
      tensor.shape.forEach(shape::add);
      JsonArray place = new JsonArray();
      place.add(end);
      end += tensor.byteCount();
      place.add(end);
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", FLOAT32);
      entry.add("shape", shape);
      entry.add("data_offsets", place);
      header.add(tensor.name, entry);
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
      prefix.putLong(padded).put(json);
      while (prefix.hasRemaining()) {
        prefix.put((byte) ' ');
      }
      writeFully(out, prefix.flip());
      for (NamedTensor tensor : tensors) {
        ByteBuffer data =
            ByteBuffer.allocate(Math.toIntExact(tensor.byteCount())).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(tensor.values.get());
        writeFully(out, data);
      }
      out.force(/* metaData= */ true);
    }
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private Map<String, Entry> entries(String json) {
    Map<String, Entry> found = new LinkedHashMap<>();
    try {
      for (var member : JsonParser.parseString(json).getAsJsonObject().entrySet()) {
        if (!member.getKey().equals("__metadata__")) {
          found.put(member.getKey(), entry(member.getKey(), member.getValue().getAsJsonObject()));
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException
        | NullPointerException e) {
      throw new CheckpointException(file + " has a damaged header: " + e.getMessage(), e);
    }
    return found;
  }

  private Entry entry(String name, JsonObject json) {
    List<Long> shape =
        json.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsLong).toList();
    JsonArray place = json.getAsJsonArray("data_offsets");
    Entry entry =
        new Entry(
            json.get("dtype").getAsString(),
            shape,
            place.get(0).getAsLong(),
            place.get(1).getAsLong());
    long dataBytes = dataBytes();
    require(
        0 <= entry.begin && entry.begin <= entry.end && entry.end <= dataBytes,
        "its tensor "
            + name
            + " must lie within the data of "
            + dataBytes
            + " bytes, but is at "
            + place);
    if (entry.type.equals(FLOAT32)) {
      long size = shape.stream().reduce(1L, Math::multiplyExact);
      require(
          Math.multiplyExact(size, Float.BYTES) == entry.end - entry.begin,
          "its tensor "
              + name
              + " must have the bytes of its shape "
              + shape
              + ", but has "
              + (entry.end - entry.begin));
    }
    return entry;
  }

  private long dataBytes() {
    try {
      return channel.size() - dataStart;
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read", e);
    }
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new CheckpointException(
            file + " must have at least " + (position + length) + " bytes");
      }
    }
    return bytes.flip();
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new CheckpointException(file + " is not usable: " + rule);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be closed", e);
    }
  }
}
