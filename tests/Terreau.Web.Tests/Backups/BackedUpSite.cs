using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Backups;
using Terreau.Web.Backups.Age;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Seeds;
using Terreau.Web.Domain;

namespace Terreau.Web.Tests.Backups;

/// <summary>A territory with something of each kind: sheets, an original of an import, a picture, a person who came in.</summary>
internal sealed class BackedUpSite : IAsyncDisposable
{
    public const string Text = "Nom;Ville\nÉpicerie des Coteaux;Bondy\n";

    private readonly TemporaryFolder archives = new();

    private BackedUpSite(TestSite site, string connection) => (Site, Connection) = (site, connection);

    public TestSite Site { get; }
    public string Connection { get; }
    public string Archives => archives.Path;
    public string Original { get; private set; } = "";

    public TerreauOptions Options => TestSite.OptionsOf(Site.Folder, Connection);

    public static async Task<BackedUpSite> StartAsync(string database, int size = 0)
    {
        var site = await TestSite.StartAsync(database, seed: size == 0 ? null : Worlds.Large, size: size);
        var connection = await site.WithDbAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        var made = new BackedUpSite(site, connection);
        made.Original = site.Services.GetRequiredService<OriginalFiles>().Keep(Encoding.UTF8.GetBytes(Text));
        await site.WithDbAsync(async db =>
        {
            var act = Act.ByConsole(site.Clock, "remplir");
            var sheet = await db.Organisations.OrderBy(organisation => organisation.Slug != "baluchon").FirstAsync();
            sheet.Description = "Une phrase de l’essai ; avec « des guillemets » et \\ une barre.";
            db.Pictures.Add(new SheetPicture
            {
                OrganisationId = sheet.Id, IsLogo = true, Text = "Un logo", ContentType = "image/png", Width = 2, Height = 2,
                Content = [0, 1, 2, 255, 13, 10], Small = [9, 0, 9], AddedAt = act.At,
            });
            db.ImportedFiles.Add(ImportedFile.Of("Essai", "essai.csv", made.Original, "{}", act.At));
            db.Add(Builders.Organisation("zygomatique", "Zygomatique", "essai", PartialDate.Parse("2026")));
            return await db.SaveAsync(act);
        });
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
        return made;
    }

    public Task<MadeBackup> MakeAsync(Passphrase? phrase = null)
        => new BackupMaking(Options, Site.Clock).MakeAsync(Archives, phrase, TestContext.Current.CancellationToken);

    /// <summary>Where to restore to: a folder that is not there yet, and an empty database.</summary>
    public static async Task<TerreauOptions> EmptyAsync(string database, TemporaryFolder folder)
    {
        var data = Path.Combine(folder.Path, "rendu");
        return TestSite.OptionsOf(data, await Databases.FreshAsync(database, data));
    }

    public static async Task RestoreAsync(TerreauOptions to, string archive, Passphrase? phrase = null)
    {
        var manifest = ArchiveReading.Prove(archive, phrase, TestContext.Current.CancellationToken);
        await new Restoring(to, TimeProvider.System).RestoreAsync(archive, phrase, manifest, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        archives.Dispose();
    }
}
