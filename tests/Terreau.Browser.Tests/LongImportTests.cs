using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Browser.Tests;

/// <summary>A page that waits for an import looks again by itself, with script and without, and says how it ended.</summary>
[Collection(nameof(OpenSite))]
public sealed class LongImportTests(OpenSite site)
{
    [Theory, InlineData(360, true), InlineData(1280, false)]
    public async Task Import_UnderWay_IsFollowedToItsEnd(int width, bool script)
    {
        var email = $"attend{width}@exemple.fr";
        await site.GrantAsync(email, TerritoryRoles.Manager);
        var page = await site.VisitAsync(width, script, byName: true);
        await site.SignInAsync(page, email);
        await site.WithDbAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Means, SignInMeans.Passkey)));
        var file = await site.WithDbAsync(async db =>
        {
            var act = new Act("test", DateTime.UnixEpoch, "préparer");
            var sent = ImportedFile.Of($"Essai {width}", "attente.csv",
                site.Services.GetRequiredService<OriginalFiles>().Keep("Nom;Ville\nQui attend;Bondy\n"u8.ToArray()),
                """{"Columns":{"Nom":"nom","Ville":"commune"}}""", act.At);
            sent.Start(act, new string('0', 64), withLookalikes: false);
            db.ImportedFiles.Add(sent);
            await db.SaveAsync(act);
            return sent;
        });

        await using (await site.Services.GetRequiredService<ImportHolds>().TakeAsync(file.Id, CancellationToken.None))
        {
            await page.GotoAsync($"/bureau/imports/{file.Id}");
            await Assertions.Expect(page.Locator("[data-waiting-words]")).ToBeVisibleAsync();
            if (script) Assert.Empty(await Axe.FaultsAsync(page));
            Assert.True(await page.ExcessAsync() <= 0);
        }

        // Nobody touches the page.
        await Assertions.Expect(page.GetByText("Cet import a été interrompu")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reprendre l’import" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
