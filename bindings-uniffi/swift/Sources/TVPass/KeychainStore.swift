#if canImport(Security)
import Foundation
import Security

/// Keeps what a client saves in the keychain of this device.
public struct KeychainStore: Sendable {
    private let account: String

    public init(account: String = "tvpass") {
        self.account = account
    }

    /// What was saved, if anything.
    public func load() -> SecretBytes? {
        var query = self.query
        query[kSecReturnData] = true
        var found: CFTypeRef?
        guard SecItemCopyMatching(query as CFDictionary, &found) == errSecSuccess, let data = found as? Data else {
            return nil
        }
        return Redacted(data)
    }

    /// Keeps `saved` in the place of what was saved before; `false` if the keychain refuses.
    @discardableResult
    public func save(_ saved: SecretBytes) -> Bool {
        let value = [kSecValueData: saved.reveal()] as [CFString: Any]
        let status = SecItemUpdate(query as CFDictionary, value as CFDictionary)
        guard status == errSecItemNotFound else { return status == errSecSuccess }
        return SecItemAdd(query.merging(value) { _, new in new } as CFDictionary, nil) == errSecSuccess
    }

    private var query: [CFString: Any] {
        [
            kSecClass: kSecClassGenericPassword,
            kSecAttrService: Bundle.main.bundleIdentifier ?? "tvpass",
            kSecAttrAccount: account,
            kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
    }
}
#endif
