/// Carries what is not `Sendable` to other threads.
///
/// Whoever lends waits until all of them are done with it, and they write to no memory that another one reads meanwhile.
struct Lent<Value>: @unchecked Sendable {
  let value: Value
}
