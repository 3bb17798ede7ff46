#if canImport(Security)
import Foundation
import Security

/// The keychain refuses, for the reason that the status names.
public struct KeychainError: Error, Equatable {
    public let status: OSStatus
}

/// Keeps what an installation saves in the keychain of this device; a service token is kept by an account of its own.
public struct KeychainStore: Sendable {
    private let account: String

    public init(account: String = "tvpass") {
        self.account = account
    }

    /// The saved state, if any.
    ///
    /// Throws if the keychain cannot be read, as before the device is unlocked for the first time: then wait, since a new
    /// installation would register again.
    public func load() throws -> SecretBytes? {
        var query = self.query
        query[kSecReturnData] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        guard status == errSecSuccess, let data = found as? Data else { throw KeychainError(status: status) }
        return Redacted(data)
    }

    /// Keeps `saved` in the place of what was saved before. Throws if the keychain refuses.
    public func save(_ saved: SecretBytes) throws {
        let value = [kSecValueData: saved.reveal()] as [CFString: Any]
        var status = SecItemUpdate(query as CFDictionary, value as CFDictionary)
        if status == errSecItemNotFound {
            status = SecItemAdd(query.merging(value) { _, new in new } as CFDictionary, nil)
        }
        guard status == errSecSuccess else { throw KeychainError(status: status) }
    }

    /// Keeps `saved`, or erases what was saved before if there is nothing, as a driver's `saveServiceToken` has it. Throws if the
    /// keychain refuses.
    public func keep(_ saved: SecretBytes?) throws {
        if let saved { return try save(saved) }
        let status = SecItemDelete(query as CFDictionary)
        guard [errSecSuccess, errSecItemNotFound].contains(status) else { throw KeychainError(status: status) }
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
