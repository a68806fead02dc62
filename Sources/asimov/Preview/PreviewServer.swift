import FlyingFox
import Foundation

/// Answers the browser.
struct PreviewServer: HTTPHandler {
  let session: PreviewSession

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard let host = request.headers[.host], Loopback.accepts(host: host) else {
      return Self.plain(.forbidden, "This preview answers to the names of its own machine alone.\n")
    }
    guard request.method == .GET else { return Self.plain(.methodNotAllowed, "There is nothing here but to read.\n") }
    switch request.path {
    case "/":
      let site = await session.site
      return Self.response(
        site.page, type: "text/html; charset=utf-8", policy: LivePage.policy(host: host))
    case "/live":
      guard Loopback.accepts(origin: request.headers[HTTPHeader("Origin")], host: host) else {
        return Self.plain(.forbidden, "Only the preview's own page may listen.\n")
      }
      return try await WebSocketHTTPHandler.webSocket(LiveSocket(session: session)).handleRequest(request)
    default:
      guard let file = await session.site.file(at: request.path) else {
        return Self.plain(.notFound, "There is no such file in this report.\n")
      }
      return Self.response(file.bytes, type: file.type, policy: "default-src 'none'; style-src 'unsafe-inline'")
    }
  }

  private static func plain(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    response(Array(text.utf8), status, type: "text/plain; charset=utf-8", policy: "default-src 'none'")
  }

  private static func response(
    _ bytes: [UInt8], _ status: HTTPStatusCode = .ok, type: String, policy: String
  ) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: [
        .contentType: type, .cacheControl: "no-store", HTTPHeader("Content-Security-Policy"): policy,
        HTTPHeader("X-Content-Type-Options"): "nosniff", HTTPHeader("Referrer-Policy"): "no-referrer",
        HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      ], body: Data(bytes))
  }
}

/// Sends a page every state of the session; what the page says is not listened to.
private struct LiveSocket: WSMessageHandler {
  let session: PreviewSession

  func makeMessages(for client: AsyncStream<WSMessage>) async throws -> AsyncStream<WSMessage> {
    await session.listen()
  }
}
