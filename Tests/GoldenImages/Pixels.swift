import CCairo

/// A PNG file read back through Cairo.
package struct Pixels {
  package struct Colour: Equatable {
    package var red: Int
    package var green: Int
    package var blue: Int

    package init(red: Int, green: Int, blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

    package func isNear(_ other: Colour, within distance: Int = 6) -> Bool {
      abs(red - other.red) <= distance && abs(green - other.green) <= distance && abs(blue - other.blue) <= distance
    }
  }

  package let width: Int
  package let height: Int
  private let bytes: [UInt8]
  private let stride: Int

  package init(png: [UInt8]) {
    final class Source {
      var rest: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { rest = bytes[...] }
    }
    let source = Source(png)
    let surface = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        { closure, data, length in
          guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
          let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
          guard source.rest.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
          for (index, byte) in source.rest.prefix(Int(length)).enumerated() { data[index] = byte }
          source.rest = source.rest.dropFirst(Int(length))
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(source).toOpaque())
    }
    defer { cairo_surface_destroy(surface) }
    cairo_surface_flush(surface)
    width = Int(cairo_image_surface_get_width(surface))
    height = Int(cairo_image_surface_get_height(surface))
    stride = Int(cairo_image_surface_get_stride(surface))
    bytes = Array(UnsafeBufferPointer(start: cairo_image_surface_get_data(surface), count: stride * height))
  }

  /// The colour of a pixel; Cairo keeps them as blue, green, red, alpha on little-endian machines.
  package subscript(x: Int, y: Int) -> Colour {
    let start = y * stride + x * 4
    return Colour(red: Int(bytes[start + 2]), green: Int(bytes[start + 1]), blue: Int(bytes[start]))
  }
}
