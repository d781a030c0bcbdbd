using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Hosting.Access;

/// <summary>
/// Our accounts and their keys as ASP.NET Core Identity asks for them. It tracks changes and saves
/// nothing: whoever uses it saves with an act.
/// </summary>
internal sealed class PasskeyStore(TerreauDb db, TimeProvider clock) : IUserPasskeyStore<Account>
{
    /// <summary>The handle a device keeps for an account: its identity, no address.</summary>
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken)
        => Task.FromResult<string?>(user.Email);

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
        => Guid.TryParse(userId, out var id)
            ? db.Accounts.FirstOrDefaultAsync(account => account.Id == id, cancellationToken) : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
        => db.Accounts.FirstOrDefaultAsync(account => account.Email == normalizedUserName, cancellationToken);

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var held = await db.Passkeys.FirstOrDefaultAsync(key => key.CredentialId == passkey.CredentialId, cancellationToken);
        if (held is null)
        {
            db.Passkeys.Add(new Passkey
            {
                AccountId = user.Id, CredentialId = passkey.CredentialId, PublicKey = passkey.PublicKey, Name = passkey.Name ?? "",
                CreatedAt = clock.GetUtcNow().UtcDateTime, SignCount = passkey.SignCount, Transports = [.. passkey.Transports ?? []],
                IsUserVerified = passkey.IsUserVerified, IsBackupEligible = passkey.IsBackupEligible, IsBackedUp = passkey.IsBackedUp,
                Attestation = passkey.AttestationObject, ClientData = passkey.ClientDataJson,
            });
            return;
        }
        (held.SignCount, held.IsUserVerified, held.IsBackedUp) = (passkey.SignCount, passkey.IsUserVerified, passkey.IsBackedUp);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
        => [.. (await db.Passkeys.AsNoTracking().Where(key => key.AccountId == user.Id).OrderBy(key => key.CreatedAt)
            .ToListAsync(cancellationToken)).Select(Of)];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
        => await db.Passkeys.Where(key => key.CredentialId == credentialId)
            .Join(db.Accounts, key => key.AccountId, account => account.Id, (_, account) => account).FirstOrDefaultAsync(cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
        => await db.Passkeys.AsNoTracking()
            .FirstOrDefaultAsync(key => key.AccountId == user.Id && key.CredentialId == credentialId, cancellationToken) is { } key
            ? Of(key) : null;

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await db.Passkeys.FirstOrDefaultAsync(key => key.AccountId == user.Id && key.CredentialId == credentialId,
            cancellationToken) is { } key)
            db.Passkeys.Remove(key);
    }

    // Accounts are made, called and closed by their own verbs, never through Identity.
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
        => throw new NotSupportedException();
    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() { /* the context belongs to the request */ }

    private static UserPasskeyInfo Of(Passkey key)
        => new(key.CredentialId, key.PublicKey, new DateTimeOffset(key.CreatedAt), (uint)key.SignCount, [.. key.Transports],
            key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp, key.Attestation, key.ClientData) { Name = key.Name };
}
