using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Features.Subscribers;
using Terreau.Web.Features.Subscribers.Hooks;

namespace Terreau.Web.Tests.Features.Subscribers.Hooks;

/// <summary>Messages to subscribers, with a real receiver: what is told, signed, tried again, given up, and never told.</summary>
public sealed class HookDispatchTests : IAsyncLifetime
{
    private static readonly string[] Everything = [.. SubscriberEvent.All.Select(known => known.Code)];

    public static TheoryData<string> Both => Databases.Both;

    private HookReceiver receiver = null!;
    private TestSite site = null!;
    private Guid subscriber;
    private string secret = "";

    public async ValueTask InitializeAsync()
    {
        receiver = await HookReceiver.StartAsync();
        site = await TestSite.StartAsync(services: services => services.AddSingleton(HookReach.WithThisMachine));
        (subscriber, secret) = await TellAsync(receiver.Address + "/recevoir", Everything);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Sheet_ComesChangesGoes_IsToldInOrderAndSigned()
    {
        var slug = await AddAsync("La Fabrique des Coteaux");
        await ChangeAsync(slug, sheet => sheet.Website = "https://fabrique.exemple.fr");
        await DispatchAsync();
        await ChangeAsync(slug, sheet => sheet.Withdraw());
        await ChangeAsync(slug, sheet => sheet.Summary = "Un secret.");
        await DispatchAsync();

        var all = receiver.All;
        Assert.Equal(["acteur.publie", "acteur.modifie", "acteur.retire"], all.Select(one => one.Event));
        Assert.All(all, one =>
        {
            Assert.Equal("/recevoir", one.Path);
            Assert.True(IsSigned(one, secret, site.Clock.GetUtcNow()), one.Signature);
            Assert.Equal(one.Id, Json(one).GetProperty("id").GetString());
        });
        Assert.Equal(3, all.Select(one => one.Id).Distinct().Count());
        var thing = Json(all[1]).GetProperty("objet");
        Assert.Equal("La Fabrique des Coteaux", thing.GetProperty("nom").GetString());
        using var data = await site.Client
            .GetAsync(new Uri(Json(all[0]).GetProperty("objet").GetProperty("donnees").GetString()!).PathAndQuery);
        Assert.Equal(404, (int)data.StatusCode);
        // What left the directory has its address, which everyone knew, and no name.
        Assert.False(Json(all[2]).GetProperty("objet").TryGetProperty("nom", out _));
        Assert.Equal(slug, Json(all[2]).GetProperty("objet").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Offer_ComesChangesGoes_IsTold()
    {
        await site.WithDbAsync(async db =>
        {
            var offer = await db.Offers.FirstAsync(one => one.Slug == "dla");
            offer.AmountNote = "Selon le projet.";
            await db.SaveAsync(Act(), default);
            db.Offers.Remove(offer);
            return await db.SaveAsync(Act(), default);
        });
        await DispatchAsync();

        // Erased since, only its end can be told.
        Assert.Equal(["offre.retiree"], receiver.All.Select(one => one.Event));
        Assert.Equal("dla", Json(receiver.All[0]).GetProperty("objet").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Private_IsNeverTold()
    {
        var slug = await AddAsync("La Fabrique des Coteaux");
        await DispatchAsync();
        var before = receiver.All.Count;
        await ChangeAsync(slug, sheet =>
            (sheet.ContactName, sheet.ContactEmail, sheet.ContactPhone) = ("Léa Deschamps", "lea@exemple.fr", "06 12 34 56 78"));
        await ChangeAsync(slug, sheet => sheet.RhythmMonths = 6);
        await ChangeAsync(slug, sheet => sheet.Reserved = new() { ["Phone"] = Audience.Organisation });
        await ChangeAsync(slug, sheet => sheet.Phone = "01 41 60 12 34");
        await site.WithDbAsync(async db =>
        {
            db.Organisations
                .Add(new Organisation { Slug = "cachee", Name = "Fiche cachée", SourceId = "dossier-2018",
                    SourceOn = Terreau.Web.Domain.PartialDate.Of(new DateOnly(2026, 1, 1)) }.AwaitingReview());
            return await db.SaveAsync(Act(), default);
        });
        await ChangeAsync("cachee", sheet => sheet.Summary = "Toujours cachée.");
        await DispatchAsync();

        Assert.Equal(before, receiver.All.Count);
        await ChangeAsync(slug, sheet => sheet.Website = "https://fabrique.exemple.fr");
        await DispatchAsync();
        var told = string.Join('\n', receiver.All.Select(one => one.Body));
        Assert.Equal(before + 1, receiver.All.Count);
        Assert.All(["Léa", "lea@", "06 12", "01 41", "cachée", "test"],
            word => Assert.DoesNotContain(word, told, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Message_PutByTwoNodesAtOnce_IsSentOnceWhicheverTheDatabase(string database)
    {
        await using var other = await TestSite.StartAsync(database, services: services => services.AddSingleton(HookReach.WithThisMachine));
        var id = await WithDeskAsync(async desk => (await desk.GiveKeyAsync("Un réseau", 60, null, User.Visitor, default)).Id, other);
        await WithDeskAsync(desk => desk.TellAtAsync(id, receiver.Address + "/ailleurs", Everything, User.Visitor, default), other);
        await other.WithDbAsync(async db =>
        {
            (await db.Organisations.FirstAsync(sheet => sheet.Slug == "baluchon")).Website = "https://b.exemple.fr";
            return await db.SaveAsync(Act(), default);
        });
        var dispatch = other.Services.GetRequiredService<HookDispatch>();

        await Task.WhenAll(dispatch.RunAsync(default), dispatch.RunAsync(default));

        Assert.Equal(["acteur.modifie"], receiver.All.Where(one => one.Path == "/ailleurs").Select(one => one.Event));
        Assert.Equal(0, await other.WithDbAsync(db => db.HookDeliveries.CountAsync(one => one.TakenAt == null)));
    }

    [Fact]
    public async Task Events_NotAskedFor_AreNotSent()
    {
        await TellAsync(receiver.Address, ["acteur.modifie"], subscriber);
        var slug = await AddAsync("La Fabrique");
        await ChangeAsync(slug, sheet => sheet.Website = "https://a.exemple.fr");
        await DispatchAsync();

        Assert.Equal(["acteur.modifie"], receiver.All.Select(one => one.Event));
    }

    [Fact]
    public async Task Failure_IsTriedAgainLater_TheOrderIsKept_ThenItIsGivenUp()
    {
        var slug = await AddAsync("La Fabrique");
        await ChangeAsync(slug, sheet => sheet.Website = "https://a.exemple.fr");
        receiver.Answer = http => Status(http, 500);
        await DispatchAsync();
        await DispatchAsync();
        Assert.Equal(["acteur.publie"], receiver.All.Select(one => one.Event));

        TimeSpan[] waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
            TimeSpan.FromHours(12)];
        foreach (var (wait, tries) in waits.Select((wait, at) => (wait, at + 2)))
        {
            site.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            await DispatchAsync();
            Assert.Equal(tries - 1, receiver.All.Count);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            if (tries == HookDelivery.MostAttempts) break;
            await DispatchAsync();
            Assert.Equal(tries, receiver.All.Count);
        }
        Assert.Single(receiver.All.Select(one => one.Id).Distinct());
        // The last try fails too: it is given up, and the next one goes.
        var asked = 0;
        receiver.Answer = http => Status(http, asked++ == 0 ? 500 : 204);
        await DispatchAsync();

        Assert.Equal(["acteur.publie", "acteur.modifie"], receiver.All.TakeLast(2).Select(one => one.Event));
        var page = await (await ManagerAsync()).PageAsync(SubscriberRoutes.Subscriber(subscriber));
        Assert.Contains($"après {HookDelivery.MostAttempts} essais", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("L’adresse a répondu par le code 500.", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("1\u00A0message abandonné", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        receiver.Answer = http =>
        {
            http.Response.Redirect(receiver.Address + "/ailleurs");
            return Task.CompletedTask;
        };
        await AddAsync("La Fabrique");
        await DispatchAsync();

        Assert.Equal(["/recevoir"], receiver.All.Select(one => one.Path));
        Assert.Contains("ne sont pas suivis", await LastErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithoutEnd_IsNotRead()
    {
        var hungUp = new TaskCompletionSource();
        receiver.Answer = async http =>
        {
            http.RequestAborted.Register(() => hungUp.TrySetResult());
            var block = new byte[65_536];
            try
            {
                // More than any buffer holds, then nothing: who reads on waits until its own limit, and says so.
                for (var sent = 0; sent < 2_000; sent++) await http.Response.Body.WriteAsync(block, http.RequestAborted);
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException) { /* hung up on */ }
        };
        await AddAsync("La Fabrique");
        await DispatchAsync();

        Assert.Single(receiver.All);
        Assert.Null(await LastErrorAsync());
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task PrivateAddress_IsRefusedAtTheConnectionToo()
    {
        await using var strict = await TestSite.StartAsync();
        var id = await strict.WithDbAsync(async db =>
        {
            // As if the name had led elsewhere when it was entered.
            var (drawn, _) = Subscriber.Draw("Voisin", 60, null, strict.Clock.GetUtcNow().UtcDateTime);
            drawn.TellAt(receiver.Address, strict.Services.GetRequiredService<HookSecrets>().Seal("s"), Everything);
            db.Subscribers.Add(drawn);
            db.SubscriberTracks.Add(new SubscriberTrack { SubscriberId = drawn.Id, ReadTo = await db.Journal.MaxAsync(line => line.Id) });
            await db.SaveAsync(Act(), default);
            (await db.Organisations.FirstAsync(sheet => sheet.Slug == "baluchon")).Website = "https://b.exemple.fr";
            await db.SaveAsync(Act(), default);
            return drawn.Id;
        });

        await strict.Services.GetRequiredService<HookDispatch>().RunAsync(default);

        Assert.Empty(receiver.All);
        Assert.Contains("machine privée",
            await strict.WithDbAsync(db => db.HookDeliveries.Where(one => one.SubscriberId == id).Select(one => one.LastError)
                .SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_AreNotInTheJournalNorTheDatabaseInClear()
    {
        var key = (await site.WithDbAsync(db => db.Subscribers.Select(one => one.KeyHash).FirstAsync())).ToString();
        await AddAsync("La Fabrique");
        await DispatchAsync();

        var written = await site.WithDbAsync(
            async db => string.Join('\n', await db.Journal.Where(line => line.Subject == nameof(Subscriber))
                .Select(line => line.Before + line.After + line.Why).ToListAsync()));
        Assert.NotEmpty(written);
        Assert.All([secret, key, receiver.Address], word => Assert.DoesNotContain(word, written, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, await site.WithDbAsync(db => db.Subscribers.Select(one => one.HookSecret).FirstAsync()),
            StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await site.Client.GetStringAsync("/activite.atom"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await (await ManagerAsync()).PageAsync(SubscriberRoutes.Subscriber(subscriber))).Body!.InnerHtml,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_OrRevoked_NothingMoreIsSent()
    {
        await AddAsync("La Fabrique");
        receiver.Answer = http => Status(http, 500);
        await DispatchAsync();
        var before = receiver.All.Count;
        await WithDeskAsync(async desk => { await desk.RevokeAsync(subscriber, User.Visitor, default); return 0; });
        site.Clock.Advance(TimeSpan.FromDays(1));
        await AddAsync("Le Fil");
        await DispatchAsync();

        Assert.Equal(before, receiver.All.Count);
        Assert.Equal(0, await site.WithDbAsync(db => db.HookDeliveries.CountAsync(one => one.NextTryAt != null)));
    }

    private static Act Act() => new("test", new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc), "changer pour voir");

    private static Task Status(HttpContext http, int code)
    {
        http.Response.StatusCode = code;
        return Task.CompletedTask;
    }

    /// <summary>As docs/how-to/subscribers.md tells subscribers to do.</summary>
    private static bool IsSigned(HookReceiver.Received one, string secret, DateTimeOffset now)
    {
        var parts = one.Signature.Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        if (Math.Abs(now.ToUnixTimeSeconds() - long.Parse(parts["t"], CultureInfo.InvariantCulture)) > 300) return false;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{parts["t"]}.{one.Body}"));
        return CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(parts["v1"]));
    }

    private static JsonElement Json(HookReceiver.Received one) => JsonDocument.Parse(one.Body).RootElement;

    private Task DispatchAsync() => site.Services.GetRequiredService<HookDispatch>().RunAsync(CancellationToken.None);

    private Task<string?> LastErrorAsync()
        => site.WithDbAsync(db => db.HookDeliveries.OrderByDescending(one => one.Line).Select(one => one.LastError).FirstAsync());

    private async Task<TestSite> ManagerAsync()
    {
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
        return site;
    }

    private async Task<T> WithDeskAsync<T>(Func<SubscriberDesk, Task<T>> work, TestSite? at = null)
    {
        await using var scope = (at ?? site).Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SubscriberDesk>());
    }

    private async Task<(Guid Id, string Secret)> TellAsync(string address, IReadOnlyList<string> events, Guid? known = null)
    {
        var id = known ?? (await WithDeskAsync(desk => desk.GiveKeyAsync("Un réseau", 60, null, User.Visitor, default))).Id;
        var (drawn, refusal) = await WithDeskAsync(desk => desk.TellAtAsync(id, address, events, User.Visitor, default));
        Assert.Null(refusal);
        return (id, drawn!);
    }

    private Task<string> AddAsync(string name) => site.WithDbAsync(async db =>
    {
        var sheet = new Organisation { Slug = SheetSlug.Of(name), Name = name, SourceId = "dossier-2018",
            SourceOn = Terreau.Web.Domain.PartialDate.Of(new DateOnly(2026, 1, 1)) };
        db.Organisations.Add(sheet);
        await db.SaveAsync(Act(), default);
        return sheet.Slug;
    });

    private Task<int> ChangeAsync(string slug, Action<Organisation> change) => site.WithDbAsync(async db =>
    {
        change(await db.Organisations.FirstAsync(sheet => sheet.Slug == slug));
        return await db.SaveAsync(Act(), default);
    });
}
