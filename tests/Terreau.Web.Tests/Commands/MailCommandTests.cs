using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Commands;

public sealed class MailCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Courrier_SaysWhatWaits_WhatWasGivenUp_AndWhatCameBack_ThenTriesAgain()
    {
        await using (var site = await TestSite.StartAsync(seed: "empty", folder: folder))
        {
            await site.PutAsync("attend@exemple.fr", "abandonne@exemple.fr", "refuse@exemple.fr", "envoye@exemple.fr");
            await ChangeAsync(site, "refuse@exemple.fr", (mail, act) => mail.Bounce("550 Boîte inconnue", act));
            await ChangeAsync(site, "envoye@exemple.fr", (mail, act) => mail.Send(act));
            await ChangeAsync(site, "abandonne@exemple.fr", (mail, act) =>
            {
                while (!mail.GivenUp)
                {
                    mail.Try(act);
                    mail.Fail("451 Revenez plus tard", act);
                }
            });
        }

        var before = await RunAsync("courrier");
        var again = await RunAsync("courrier", "relance");
        var after = await RunAsync("courrier");

        Assert.Contains("À envoyer : 1.\n    attend@exemple.fr  Votre rendez-vous", before, StringComparison.Ordinal);
        Assert.Contains("Abandonnés : 1.\n    abandonne@exemple.fr", before, StringComparison.Ordinal);
        Assert.Contains("6 essais ; 451 Revenez plus tard", before, StringComparison.Ordinal);
        Assert.Contains("Refusés : 1.\n    refuse@exemple.fr", before, StringComparison.Ordinal);
        Assert.Contains("; 550 Boîte inconnue", before, StringComparison.Ordinal);
        Assert.Contains("Envoyés : 1.", before, StringComparison.Ordinal);
        Assert.Equal("Remis à l’envoi : 1.\n", again);
        Assert.Contains("À envoyer : 2.", after, StringComparison.Ordinal);
        Assert.Contains("Abandonnés : 0.", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebonds_FolderThatIsNotThere_SaysSo()
        => Assert.Contains("n’existe pas", await RunAsync("courrier", "rebonds", Path.Combine(folder.Path, "rien")),
            StringComparison.Ordinal);

    [Fact]
    public async Task Rebonds_EmptyFolder_CountsNothing()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "retours"));

        Assert.Equal("Fichiers lus : 0. Rebonds notés : 0, déjà notés : 0, sans message connu : 0. Autres messages : 0.\n",
            await RunAsync("courrier", "rebonds", Path.Combine(folder.Path, "retours")));
    }

    public void Dispose() => folder.Dispose();

    private static Task<int> ChangeAsync(TestSite site, string address, Action<OutgoingMail, Act> change) => site.WithDbAsync(async db =>
    {
        var act = Act.ByTask(site.Clock, "essayer");
        change(await db.OutgoingMails.SingleAsync(mail => mail.Recipient == address), act);
        return await db.SaveAsync(act);
    });

    private async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Site).Assembly.Location, .. arguments])
        {
            WorkingDirectory = Clone.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["TERREAU_DATA"] = folder.Path;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return output + await error;
    }
}
