using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.History;

/// <summary>A field that goes back: as it stands, as it would be, and as the change had left it.</summary>
public sealed record BackRow(string Label, string Now, string Back, string Left, bool IsChangedSince);

/// <summary>What going back on a change would do.</summary>
/// <param name="Kept">Fields that stay as they are, each with the reason.</param>
/// <param name="Seen">The last line of the journal on this thing: if it moves, the person looks again.</param>
public sealed record BackPlan(
    string Name, DateTime At, string Act, IReadOnlyList<BackRow> Rows, IReadOnlyList<string> Kept, long Seen, bool IsChange);

/// <summary>What became of a way back.</summary>
internal enum BackOutcome { Done, Awaiting, Moved, Nothing }

/// <summary>Puts back what a line of the journal had replaced. The way back is a change like any other, and can be undone.</summary>
internal sealed class Reverting(TerreauDb db, AtlasCache atlases, TimeProvider clock)
{
    public const string Command = "revenir sur un changement";

    public Task<BackPlan?> PlanSheetAsync(string slug, long line, User user, CancellationToken cancel)
        => PlanAsync(db.Organisations.AsNoTracking().EditableBy(user).Where(sheet => sheet.Slug == slug), sheet => (sheet.Id, sheet.Name),
            line, user, cancel);

    public Task<BackPlan?> PlanOfferAsync(string slug, long line, User user, CancellationToken cancel)
        => PlanAsync(db.Offers.AsNoTracking().Where(offer => offer.Slug == slug), offer => (offer.Id, offer.Title), line, user, cancel);

    /// <param name="seen">The last line when the person looked.</param>
    /// <param name="form">The number of the form: the same one counts once.</param>
    public async Task<BackOutcome> ApplySheetAsync(string slug, long line, long seen, Guid form, User user, CancellationToken cancel)
    {
        var waits = !user.May(Permission.Moderate) && await db.Territories.AnyAsync(territory => territory.ReviewsEdits, cancel);
        return await ApplyAsync(db.Organisations.EditableBy(user).Where(sheet => sheet.Slug == slug), sheet => sheet.Id, line, seen, form,
            user, waits ? Propose : null, cancel);
    }

    public Task<BackOutcome> ApplyOfferAsync(string slug, long line, long seen, Guid form, User user, CancellationToken cancel)
        => ApplyAsync(db.Offers.Where(offer => offer.Slug == slug), offer => offer.Id, line, seen, form, user, propose: null, cancel);

    private async Task<BackPlan?> PlanAsync<T>(
        IQueryable<T> things, Func<T, (Guid Id, string Name)> nameOf, long number, User user, CancellationToken cancel) where T : class
    {
        if (await things.FirstOrDefaultAsync(cancel) is not { } thing) return null;
        var (id, name) = nameOf(thing);
        if (await LineAsync<T>(id, number, cancel) is not { } line) return null;
        var atlas = await atlases.GetAsync(cancel);
        var subject = typeof(T).Name;
        var (steps, kept) = StepsOf(db.Entry(thing), line, user);
        string Words(string property, JsonElement value) => FieldWords.Words(subject, property, value, atlas);
        var rows = steps.Where(step => !JournalValues.AreSame(step.Now, step.Back) && FieldWords.Label(subject, step.Property) is not null)
            .Select(step => new BackRow(FieldWords.Label(subject, step.Property)!, Words(step.Property, step.Now),
                Words(step.Property, step.Back), Words(step.Property, step.Left), !JournalValues.AreSame(step.Now, step.Left)))
            .ToList();
        return new BackPlan(name, line.At, line.Command, rows, kept, await LastAsync<T>(id, cancel), line.Change == JournalChange.Changed);
    }

    private async Task<BackOutcome> ApplyAsync<T>(
        IQueryable<T> things, Func<T, Guid> idOf, long number, long seen, Guid form, User user, Action<EntityEntry, Act>? propose,
        CancellationToken cancel) where T : class
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Dialect.OneWriterAsync(db, cancel);
        if (await db.PostedForms.AnyAsync(posted => posted.Id == form, cancel)) return BackOutcome.Done;
        if (await things.FirstOrDefaultAsync(cancel) is not { } thing
            || await LineAsync<T>(idOf(thing), number, cancel) is not { Change: JournalChange.Changed } line)
            return BackOutcome.Nothing;
        if (await LastAsync<T>(idOf(thing), cancel) != seen) return BackOutcome.Moved;
        var entry = db.Entry(thing);
        var (steps, _) = StepsOf(entry, line, user);
        foreach (var step in steps)
        {
            var property = entry.Property(step.Property);
            if (JournalValues.AreSame(step.Now, step.Back)) continue;
            var back = JournalValues.Restored(property.Metadata, step.Back);
            // A state is said by its verb, which the table of its life allows or not.
            if (thing is Organisation sheet && back is SheetStatus status) sheet.GoBack(status);
            else property.CurrentValue = back;
        }
        db.ChangeTracker.DetectChanges();
        if (entry.State == EntityState.Unchanged) return BackOutcome.Nothing;
        var act = user.Acts(clock, Command, $"Changement du {French.Instant(line.At)}");
        db.PostedForms.Add(new PostedForm { Id = form, At = act.At });
        propose?.Invoke(entry, act);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return propose is null ? BackOutcome.Done : BackOutcome.Awaiting;
    }

    /// <summary>Where the manager reads first, what would change waits as any other change of a member.</summary>
    private void Propose(EntityEntry entry, Act act)
    {
        var sheet = (Organisation)entry.Entity;
        var wanted = SheetDraft.Of(sheet);
        entry.CurrentValues.SetValues(entry.OriginalValues);
        entry.State = EntityState.Unchanged;
        var changes = SheetDraft.Of(sheet).ChangesTo(wanted);
        if (changes.Count > 0)
            db.Amendments.Add(
                new Amendment { OrganisationId = sheet.Id, By = act.Who, SentAt = act.At, Message = act.Why,
                    Changes = SheetDraft.ChangesToJson(changes) });
    }

    private sealed record Step(string Property, JsonElement Now, JsonElement Back, JsonElement Left);

    private static (IReadOnlyList<Step> Steps, IReadOnlyList<string> Kept) StepsOf(EntityEntry entry, JournalEntry line, User user)
    {
        if (line.Change != JournalChange.Changed) return ([], []);
        var (before, after) = (JournalValues.Of(line.Before), JournalValues.Of(line.After));
        var (steps, kept) = (new List<Step>(), new List<string>());
        foreach (var (name, was) in before)
        {
            if (entry.Metadata.FindProperty(name) is null || !after.TryGetValue(name, out var left)) continue;
            var now = JournalValues.Written(entry.Property(name).CurrentValue);
            if (Obstacle(entry, name, was, now, user) is { } reason) kept.Add($"{FieldWords.Label(line.Subject, name) ?? name} : {reason}");
            else steps.Add(new Step(name, now, Target(name, was, left, now, before.Keys), left));
        }
        return (steps, kept);
    }

    /// <summary>Why a field cannot go back, as a sentence; null when it can.</summary>
    private static string? Obstacle(EntityEntry entry, string name, JsonElement was, JsonElement now, User user)
    {
        if (JournalValues.IsWithheld(was)) return "le journal ne garde pas sa valeur.";
        if (entry.Entity is not Organisation sheet) return null;
        if (name is nameof(Organisation.MergedIntoSlug)) return "une fusion se défait parmi les doublons.";
        if (name is not nameof(Organisation.Status)) return null;
        if (was.ValueEquals(nameof(SheetStatus.Merged)) || now.ValueEquals(nameof(SheetStatus.Merged)))
            return "une fusion se défait parmi les doublons.";
        if (!user.May(Permission.Moderate)) return "le manager seul en décide.";
        return JournalValues.AreSame(now, was)
            || (JournalValues.Restored(entry.Property(name).Metadata, was) is SheetStatus back
                && sheet.May(nameof(sheet.GoBack), user, back))
            ? null : "la fiche n’y revient pas d’un geste depuis son état d’aujourd’hui.";
    }

    // Two fields hold many facts: only those that the change touched go back.
    private static JsonElement Target(string name, JsonElement was, JsonElement left, JsonElement now, IEnumerable<string> fields)
        => name switch
    {
        nameof(Organisation.Reserved) =>
            JournalValues.Written(Reserves(Read<Dictionary<string, Audience>>(was), Read<Dictionary<string, Audience>>(left),
                Read<Dictionary<string, Audience>>(now))),
        nameof(Organisation.Evidence) =>
            JournalValues.Written(Proofs(Read<List<SourcedFact>>(was), Read<List<SourcedFact>>(left), Read<List<SourcedFact>>(now),
                fields)),
        _ => was,
    };

    private static Dictionary<string, Audience> Reserves(
        Dictionary<string, Audience> was, Dictionary<string, Audience> left, Dictionary<string, Audience> now)
    {
        var back = new Dictionary<string, Audience>(now);
        foreach (var field in was.Keys.Union(left.Keys).Where(field => !ReservedFields.OfPersons.Contains(field)))
        {
            var (old, changed) = (was.GetValueOrDefault(field), left.GetValueOrDefault(field));
            if (old == changed) continue;
            if (was.TryGetValue(field, out var audience)) back[field] = audience;
            else back.Remove(field);
        }
        return back;
    }

    private static List<SourcedFact> Proofs(
        List<SourcedFact> was, List<SourcedFact> left, List<SourcedFact> now, IEnumerable<string> fields)
    {
        var touched = was.Except(left).Concat(left.Except(was)).Select(fact => fact.Text).Concat(fields).ToHashSet(StringComparer.Ordinal);
        return [.. now.Where(fact => !touched.Contains(fact.Text)), .. was.Where(fact => touched.Contains(fact.Text))];
    }

    private static T Read<T>(JsonElement value) where T : new() => value.Deserialize<T>(Data.Journal.Json) ?? new T();

    private Task<JournalEntry?> LineAsync<T>(Guid id, long number, CancellationToken cancel)
        => db.Journal.AsNoTracking().FirstOrDefaultAsync(
            line => line.Id == number && line.Subject == typeof(T).Name && line.SubjectId == id, cancel);

    private Task<long> LastAsync<T>(Guid id, CancellationToken cancel)
        => db.Journal.Where(line => line.Subject == typeof(T).Name && line.SubjectId == id).MaxAsync(line => line.Id, cancel);
}
