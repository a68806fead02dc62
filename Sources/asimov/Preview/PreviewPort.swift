import FlyingFox
import FlyingSocks
import Foundation

/// A server that listens on a port of this machine's own, which nothing outside can reach.
struct PreviewPort {
  /// Where the search for a free port begins.
  static let standard: UInt16 = 8765
  /// How many ports behind it are tried.
  static let attempts: UInt16 = 20

  let number: UInt16
  private let server: HTTPServer
  private let running: Task<Void, any Error>

  /// - Parameter wanted: no other is taken; `nil` takes the first that is free from ``standard`` on.
  /// - Throws: ``Failure`` where there is none.
  static func open(_ wanted: UInt16?, _ handler: some HTTPHandler) async throws -> PreviewPort {
    if let wanted {
      do { return try await PreviewPort(wanted, handler) } catch {
        throw Failure(.failed, "cannot listen on port \(wanted): \(reason(error)); choose another, or leave out --port")
      }
    }
    var last: (any Error)?
    for number in standard...standard + attempts {
      do {
        let port = try await PreviewPort(number, handler)
        if number > standard { Terminal.standardError("port \(standard) is taken; using \(number)") }
        return port
      } catch { last = error }
    }
    let why = last.map { ": " + reason($0) } ?? ""
    throw Failure(
      .failed, "no port is free from \(standard) to \(standard + attempts)\(why); choose one with --port")
  }

  private init(_ number: UInt16, _ handler: some HTTPHandler) async throws {
    let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: number)
    let server = HTTPServer(address: address, logger: .disabled, handler: handler)
    let (begun, continuation) = AsyncStream<Result<Void, any Error>>.makeStream()
    let running = Task {
      do { try await server.run() } catch {
        continuation.yield(.failure(error))
        throw error
      }
    }
    Task {
      do {
        try await server.waitUntilListening()
        continuation.yield(.success(()))
      } catch { continuation.yield(.failure(error)) }
    }
    for await result in begun {
      try result.get()
      break
    }
    (self.number, self.server, self.running) = (number, server, running)
  }

  /// Returns when the server has ended.
  func wait() async throws { try await running.value }

  /// Closes every connection.
  func close() async { await server.stop() }

  /// In the system's words.
  private static func reason(_ error: any Error) -> String {
    if case SocketError.failed(_, _, let message) = error {
      return message.prefix(1).lowercased() + message.dropFirst()
    }
    return error.localizedDescription
  }
}
