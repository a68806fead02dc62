import Notebook
import Testing

struct IntegrityTests {
  /// Of `printf TEXT | openssl dgst -sha256 -binary | base64`.
  @Test func `The digest of a text is the one that browsers compute`() {
    #expect(Digest.integrity(of: "") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(Digest.integrity(of: "alert(1)") == "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=")
  }
}
