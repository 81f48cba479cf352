/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.common.base.Enums;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.djl.SafetensorsHeader.Entry;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A safetensors file: eight bytes with the header's length, a JSON header that gives each tensor's
 * type, shape and place, then the tensors. Nothing in it is ever run.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
final class Safetensors implements AutoCloseable {
  private static final long MAXIMUM_HEADER_BYTES = 100_000_000;

  /** What a Java array can hold, less what virtual machines keep for themselves. */
  private static final long MAXIMUM_ELEMENTS = Integer.MAX_VALUE - 8;

  /** Elements mapped at once: a mapping must stay below 2 GB. */
  private static final int MAPPED_ELEMENTS = 1 << 28;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final SafetensorsHeader header;

  /** Elements written at once. */
  private static final int WRITTEN_ELEMENTS = 1 << 18;

  /** A tensor to write; its values are asked for once, when its turn comes. */
  record NamedTensor(String name, List<Long> shape, Supplier<float[]> values) {
    long byteCount() {
      return Float.BYTES * shape.stream().reduce(1L, Math::multiplyExact);
    }
  }

  private Safetensors(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long headerBytes = read(0, Long.BYTES).getLong();
    require(
        headerBytes >= 2
            && headerBytes <= MAXIMUM_HEADER_BYTES
            && headerBytes <= channel.size() - Long.BYTES,
        "must have a header of 2 bytes to the file's size and at most "
            + MAXIMUM_HEADER_BYTES
            + ", but says "
            + headerBytes);
    this.dataStart = Long.BYTES + headerBytes;
    ByteBuffer json = read(Long.BYTES, (int) headerBytes);
    try {
      this.header = SafetensorsHeader.parse(json, channel.size() - dataStart);
    } catch (SafetensorsHeader.Malformed e) {
      throw new CheckpointException(file + " " + e.getMessage(), e);
    }
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
      if (e instanceof ClosedByInterruptException) {
        throw Cancellation.of("opening a model", e);
      }
      if (e instanceof CheckpointException known) {
        throw known;
      }
      throw new CheckpointException(file + " cannot be read as safetensors: " + e, e);
    }
  }

  /** The names of the tensors. */
  Set<String> names() {
    return Collections.unmodifiableSet(header.entries().keySet());
  }

  /** What the writer said of the file, by key. */
  Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * The values of a tensor of a floating-point type, widened to float32.
   *
   * @throws CheckpointException if there is no such tensor, its shape is another, or its type is
   *     not one of {@link ElementType}
   */
  float[] values(String name, List<Long> shape) {
    Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new CheckpointException(file + " must have a tensor " + name + ", but has none");
    }
    require(
        entry.shape().equals(shape),
        "must have shape " + shape + " for tensor " + name + ", but has " + entry.shape());
    ElementType type =
        Enums.getIfPresent(ElementType.class, entry.type())
            .toJavaUtil()
            .orElseThrow(
                () ->
                    new CheckpointException(
                        file
                            + " must have a type of "
                            + Arrays.toString(ElementType.values())
                            + " for tensor "
                            + name
                            + ", but has "
                            + entry.type()
                            + "; convert the weights to one of these"));
    long count = (entry.end() - entry.begin()) / type.byteCount();
    require(
        count <= MAXIMUM_ELEMENTS,
        "must have at most " + MAXIMUM_ELEMENTS + " elements in tensor " + name);
    float[] values = new float[(int) count];
    try {
      for (long done = 0; done < count; done += MAPPED_ELEMENTS) {
        int part = (int) Math.min(MAPPED_ELEMENTS, count - done);
        long position = dataStart + entry.begin() + done * type.byteCount();
        ByteBuffer bytes =
            channel
                .map(FileChannel.MapMode.READ_ONLY, position, (long) part * type.byteCount())
                .order(ByteOrder.LITTLE_ENDIAN);
        type.read(bytes, values, (int) done, part);
      }
    } catch (ClosedByInterruptException e) {
      throw Cancellation.of("opening a model", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e, e);
    }
    return values;
  }

  /** Writes a file of F32 tensors. */
  static void write(Path file, Map<String, String> metadata, List<NamedTensor> tensors)
      throws IOException {
    JsonObject header = new JsonObject();
    JsonObject facts = new JsonObject();
    new TreeMap<>(metadata).forEach(facts::addProperty);
    header.add(SafetensorsHeader.METADATA, facts);
    long end = 0;
    for (NamedTensor tensor : tensors) {
      JsonArray shape = new JsonArray();
      tensor.shape.forEach(shape::add);
      JsonArray place = new JsonArray();
      place.add(end);
      end += tensor.byteCount();
      place.add(end);
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", ElementType.F32.name());
      entry.add("shape", shape);
      entry.add("data_offsets", place);
      header.add(tensor.name, entry);
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    // A stream and not a channel: interrupting the thread must not close it.
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
      prefix.putLong(padded).put(json);
      while (prefix.hasRemaining()) {
        prefix.put((byte) ' ');
      }
      out.write(prefix.array());
      byte[] part = new byte[Float.BYTES * WRITTEN_ELEMENTS];
      for (NamedTensor tensor : tensors) {
        write(tensor.values.get(), part, out);
      }
      out.getFD().sync();
    }
  }

  private static void write(float[] values, byte[] part, OutputStream out) throws IOException {
    FloatBuffer floats = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int done = 0; done < values.length; done += WRITTEN_ELEMENTS) {
      int count = Math.min(WRITTEN_ELEMENTS, values.length - done);
      floats.put(0, values, done, count);
      out.write(part, 0, Float.BYTES * count);
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
      throw new CheckpointException(file + " " + rule);
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
