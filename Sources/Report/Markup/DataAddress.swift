import Foundation

/// Addresses that hold what they lead to.
enum DataAddress {
  /// - Parameter type: the media type, such as `image/png`.
  static func base64(_ bytes: some DataProtocol, type: String) -> String {
    "data:\(type);base64," + Data(bytes).base64EncodedString()
  }
}
