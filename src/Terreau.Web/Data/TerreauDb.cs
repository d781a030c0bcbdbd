using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Terreau.Web.Data.Rows;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Funding;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Register;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Data;

/// <summary>
/// The one context. <see cref="SaveAsync"/>, and <see cref="AddManyAsync"/> for files, are the only ways to save: they write the
/// journal lines in the same transaction as the change they tell of.
/// </summary>
internal abstract class TerreauDb(DbContextOptions options, WriteGate gate, JournalBell bell) : DbContext(options)
{
    private List<JournalEntry> saved = [];

    /// <summary>Whoever holds this context may save nothing with it.</summary>
    public bool OnlyReads => gate.IsClosed;

    public DbSet<ServedTerritory> Territories => Set<ServedTerritory>();
    public DbSet<Zone> Zones => Set<Zone>();
    public DbSet<ZoneLink> ZoneLinks => Set<ZoneLink>();
    public DbSet<Source> Sources => Set<Source>();
    public DbSet<Filiere> Filieres => Set<Filiere>();
    public DbSet<Figure> Figures => Set<Figure>();
    public DbSet<Ambition> Ambitions => Set<Ambition>();
    public DbSet<Milestone> Milestones => Set<Milestone>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Cooperation> Cooperations => Set<Cooperation>();
    public DbSet<ErrorReport> ErrorReports => Set<ErrorReport>();
    public DbSet<Amendment> Amendments => Set<Amendment>();
    public DbSet<SheetPicture> Pictures => Set<SheetPicture>();
    public DbSet<DistinctPair> DistinctPairs => Set<DistinctPair>();
    public DbSet<SheetMerge> SheetMerges => Set<SheetMerge>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignSheet> CampaignSheets => Set<CampaignSheet>();
    public DbSet<ImportedFile> ImportedFiles => Set<ImportedFile>();
    public DbSet<ImportedSheet> ImportedSheets => Set<ImportedSheet>();
    public DbSet<PostedForm> PostedForms => Set<PostedForm>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Passkey> Passkeys => Set<Passkey>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    public DbSet<AccountSession> Sessions => Set<AccountSession>();
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<JoinRequest> JoinRequests => Set<JoinRequest>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Ask> Asks => Set<Ask>();
    public DbSet<Ruling> Rulings => Set<Ruling>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<RegisteredEstablishment> RegisteredEstablishments => Set<RegisteredEstablishment>();
    public DbSet<RegisterStock> RegisterStocks => Set<RegisterStock>();
    public DbSet<Subscriber> Subscribers => Set<Subscriber>();
    public DbSet<SubscriberTrack> SubscriberTracks => Set<SubscriberTrack>();
    public DbSet<HookDelivery> HookDeliveries => Set<HookDelivery>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    /// <summary>Saves every pending change and its journal lines, all or nothing.</summary>
    /// <returns>The number of journal lines written; 0 when nothing had changed.</returns>
    /// <exception cref="WriteRefusedException">The request that holds this context may only read.</exception>
    public async Task<int> SaveAsync(Act act, CancellationToken cancel = default)
    {
        gate.Check(act.Command);
        ChangeTracker.DetectChanges();
        if (!ChangeTracker.HasChanges()) return 0;
        await using var transaction = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancel) : null;
        await Dialect.OneWriterAsync(this, cancel);
        await Outbox.LeaveAsideKnownAsync(this, cancel);
        var lines = Data.Journal.Lines(ChangeTracker, act);
        await RulingRows.FollowAsync(this, cancel);
        Journal.AddRange(lines);
        await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancel);
        saved.AddRange(lines);
        if (transaction is not null) await transaction.CommitAsync(cancel);
        return lines.Count;
    }

    /// <summary>
    /// Writes many new entities with a journal line each, inside the transaction under way, without following them afterwards: what
    /// <see cref="SaveAsync"/> does for a form, this does for a file.
    /// </summary>
    /// <param name="blocks">
    /// Each is made while the one before is written, by another thread: what makes them must not use this context.
    /// </param>
    /// <param name="written">Hears of each block once it is written; may be null.</param>
    public async Task AddManyAsync<T>(
        IEnumerable<IReadOnlyList<T>> blocks, Act act, Action<IReadOnlyList<T>>? written, CancellationToken cancel)
        where T : class, IJournaled
    {
        gate.Check(act.Command);
        await Dialect.OneWriterAsync(this, cancel);
        var kind = Model.FindEntityType(typeof(T))!;
        using var source = blocks.GetEnumerator();
        var ahead = NextAsync();
        try
        {
            while (await ahead is var (entities, lines) && entities is not null)
            {
                ahead = NextAsync();
                if (entities.Count == 0) continue;
                await ManyRows.InsertAsync(this, entities, cancel);
                await ManyRows.InsertAsync(this, lines, cancel);
                // They are all alike to who hears the bell: one stands for them, and the others need not be kept until the commit.
                if (saved.LastOrDefault() is not { Change: JournalChange.Created } last || last.Subject != lines[0].Subject)
                    saved.Add(lines[0]);
                written?.Invoke(entities);
            }
        }
        finally
        {
            // It holds the source: what it found no longer matters when the writing failed.
            await ahead.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        Task<(IReadOnlyList<T>? Entities, List<JournalEntry> Lines)> NextAsync() => Task.Run(() => source.MoveNext()
            ? ((IReadOnlyList<T>?)source.Current, Data.Journal.Created(kind, source.Current, act))
            : (null, []), CancellationToken.None);
    }

    /// <summary>The same for rows of which the journal tells nothing, such as the links of a file to its sheets.</summary>
    /// <exception cref="InvalidOperationException">The journal tells of such rows.</exception>
    public Task AddUntoldAsync<T>(IEnumerable<T> rows, Act act, CancellationToken cancel) where T : class
    {
        gate.Check(act.Command);
        if (typeof(T).IsAssignableTo(typeof(IJournaled)))
            throw new InvalidOperationException($"{typeof(T).Name} has journal lines: use AddManyAsync.");
        return ManyRows.InsertAsync(this, rows, cancel);
    }

    /// <summary>A transaction in which nobody else writes, so that what is read is what is replaced.</summary>
    public async Task<IDbContextTransaction> AloneAsync(CancellationToken cancel)
    {
        var transaction = await Database.BeginTransactionAsync(cancel);
        await Dialect.OneWriterAsync(this, cancel);
        return transaction;
    }

    /// <summary>Rings for what the transaction that ended had saved. Before its commit nobody could have read it.</summary>
    public void TransactionEnded(bool committed)
    {
        if (committed && saved.Count > 0) bell.Ring(saved);
        saved = [];
    }

    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess)
        => throw new InvalidOperationException("Use SaveAsync(act): a write without an act has no journal line.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
        => throw new InvalidOperationException("Use SaveAsync(act): a write without an act has no journal line.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.ApplyConfigurationsFromAssembly(typeof(TerreauDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();
        conventions.Properties<SecretHash>().HaveConversion<SecretHash.Converter>().HaveMaxLength(SecretHash.Length);
        conventions.Properties<PartialDate>().HaveConversion<PartialDate.Converter>().HaveMaxLength(10);
        conventions.Conventions.Add(services => new ColumnDefaults(services.GetRequiredService<IRelationalTypeMappingSource>()));
    }

    /// <summary>Databases give back instants without a kind; every instant here is UTC.</summary>
    private sealed class UtcConverter() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTime, DateTime>(
        at => at.Kind == DateTimeKind.Utc ? at : DateTime.SpecifyKind(at, DateTimeKind.Utc),
        at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
}

internal sealed class SqliteTerreauDb(DbContextOptions<SqliteTerreauDb> options, WriteGate gate, JournalBell bell)
    : TerreauDb(options, gate, bell)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Conventions.Add(services => new ListText(services.GetRequiredService<IRelationalTypeMappingSource>()));
    }
}

internal sealed class PostgresTerreauDb(DbContextOptions<PostgresTerreauDb> options, WriteGate gate, JournalBell bell)
    : TerreauDb(options, gate, bell);
