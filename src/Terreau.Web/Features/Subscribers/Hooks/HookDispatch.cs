using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Subscribers.Hooks;

/// <summary>
/// Tells subscribers of what became public: reads the journal from where each one stands, puts a message for each thing it asked for,
/// and sends what is due, one subscriber not waiting for another.
/// </summary>
internal sealed class HookDispatch(
    IServiceScopeFactory scopes, HookSender sender, HookSecrets secrets, PublicAddress address, TimeProvider clock,
    ILogger<HookDispatch> log)
{
    public const string Command = "prévenir les partenaires";

    private const int Together = 4;
    private const int LinesAtOnce = 500;

    /// <summary>Messages of one subscriber in one turn.</summary>
    private const int MostInATurn = 200;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task RunAsync(CancellationToken cancel)
    {
        List<Guid> subscribers;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
            subscribers = await db.Subscribers.AsNoTracking()
                .Where(subscriber => subscriber.HookAddress != null && subscriber.RevokedAt == null).Select(subscriber => subscriber.Id)
                .ToListAsync(cancel);
        }
        await Parallel.ForEachAsync(subscribers, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel },
            async (subscriber, stop) =>
        {
            await PutAsync(subscriber, stop);
            await SendAsync(subscriber, stop);
        });
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Puts the messages of the lines written since the last look; the look and the messages are one transaction.</summary>
    private async Task PutAsync(Guid id, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
            // Looked at without a lock first: nearly every turn ends here.
            var seen = await db.SubscriberTracks.AsNoTracking().Where(track => track.SubscriberId == id).Select(track => track.ReadTo)
                .FirstOrDefaultAsync(cancel);
            if (!await db.Journal.OfPublicThings().AnyAsync(line => line.Id > seen, cancel)) return;
            await using var transaction = await db.AloneAsync(cancel);
            if (await db.Subscribers.AsNoTracking()
                .FirstOrDefaultAsync(found => found.Id == id, cancel) is not { HasHook: true } subscriber) return;
            var track = await db.SubscriberTracks.FirstAsync(found => found.SubscriberId == id, cancel);
            var lines = await db.Journal.AsNoTracking().PublicAfter(track.ReadTo, LinesAtOnce).ToListAsync(cancel);
            if (lines.Count == 0) return;
            foreach (var move in await PublicMoves.ReadAsync(db, lines, cancel))
            {
                var what = SubscriberEvent.CodeOf(move);
                if (move.Kind == PublicMoveKind.Changed && !move.Properties.Any(IsTold)) continue;
                if (!subscriber.HookEvents.Contains(what)) continue;
                var delivery = new HookDelivery { SubscriberId = id, Line = move.Line.Id, Event = what, Body = "", CreatedAt = Now,
                    NextTryAt = Now };
                delivery.Body = BodyOf(delivery, move);
                db.HookDeliveries.Add(delivery);
            }
            track.ReadTo = lines[^1].Id;
            await db.SaveAsync(Act.ByTask(clock, Command), cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private async Task SendAsync(Guid id, CancellationToken cancel)
    {
        for (var sent = 0; sent < MostInATurn && !cancel.IsCancellationRequested; sent++)
        {
            if (await TakeNextAsync(id) is not var (subscriber, delivery)) return;
            // Asked to stop, the one under way is finished first.
            var refusal = secrets.Open(subscriber.HookSecret!) is { } secret
                ? await sender.SendAsync(new Uri(subscriber.HookAddress!), secret, delivery, CancellationToken.None)
                : "Le secret ne se lit plus sur cette machine : créez-en un autre.";
            if (!await NoteAsync(delivery.Id, refusal)) return;
        }
    }

    /// <summary>The oldest that is not done, when it is due; its try is noted before it begins.</summary>
    private async Task<(Subscriber Subscriber, HookDelivery Delivery)?> TakeNextAsync(Guid id)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        await using var transaction = await db.AloneAsync(CancellationToken.None);
        if (await db.Subscribers.AsNoTracking().FirstOrDefaultAsync(found => found.Id == id) is not { HasHook: true } subscriber)
            return null;
        var delivery = await db.HookDeliveries.Where(found => found.SubscriberId == id && found.NextTryAt != null)
            .OrderBy(found => found.Line).FirstOrDefaultAsync();
        if (delivery is null || delivery.NextTryAt > Now) return null;
        delivery.Try(Now);
        await db.SaveAsync(Act.ByTask(clock, Command), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return (subscriber, delivery);
    }

    /// <returns>True when the next one may go.</returns>
    private async Task<bool> NoteAsync(Guid id, string? refusal)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        await using var transaction = await db.AloneAsync(CancellationToken.None);
        // Read again: the subscriber may have stopped it while it travelled.
        if (await db.HookDeliveries.FirstOrDefaultAsync(found => found.Id == id) is not { } delivery) return false;
        if (refusal is null) delivery.Take(Now);
        else delivery.Fail(refusal, Now);
        await db.SaveAsync(Act.ByTask(clock, Command), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        if (delivery.GivenUpAt is not null)
            log.LogWarning("Message {Delivery} to subscriber {Subscriber} was given up after {Attempts} tries", id, delivery.SubscriberId,
                delivery.Attempts);
        return delivery.NextTryAt is null;
    }

    /// <summary>What subscribers can read of a thing: how a sheet is run and where each fact comes from is not told.</summary>
    private static bool IsTold(string property)
        => property is not (nameof(Domain.Directory.Organisation.Evidence) or nameof(Domain.Directory.Organisation.Status)
            or nameof(Domain.Directory.Organisation.MergedIntoSlug));

    // What happened and where to read the rest: what is sent stays true when a field is hidden later.
    private string BodyOf(HookDelivery delivery, PublicMove move)
    {
        var origin = address.Of(null);
        var (page, data) = move.IsOfOffer
            ? (OfferRoutes.Sheet(move.Slug ?? ""), $"{OfferRoutes.Api}/{move.Slug}")
            : (DirectoryRoutes.Sheet(move.Slug ?? ""), DirectoryRoutes.ApiSheet(move.Slug ?? ""));
        var isThere = move.Kind is PublicMoveKind.Came or PublicMoveKind.Changed;
        return JsonSerializer.Serialize(new Message(delivery.Id, delivery.Event, move.Line.At,
            new Thing(move.IsOfOffer ? "offre" : "acteur", move.Line.SubjectId, move.Slug, isThere ? move.Name : null, isThere
                ? origin + page : null, isThere ? origin + data : null)), Json);
    }

    private sealed record Message(
        [property: JsonPropertyName("id")] Guid Id, [property: JsonPropertyName("evenement")] string Event,
        [property: JsonPropertyName("le")] DateTime At, [property: JsonPropertyName("objet")] Thing Thing);

    private sealed record Thing(
        [property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("id")] Guid Id,
        [property: JsonPropertyName("slug")] string? Slug,
        [property: JsonPropertyName("nom")] string? Name, [property: JsonPropertyName("fiche")] string? Page,
        [property: JsonPropertyName("donnees")] string? Data);
}
