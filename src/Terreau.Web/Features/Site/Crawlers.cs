using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;
using Terreau.Web.Features.Territory;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Site;

/// <summary>What search engines read first: which pages exist, and which are not for them.</summary>
internal static class Crawlers
{
    // The protocol (sitemaps.org, 0.9) allows 50,000 addresses in a file; the pages that do not fit are still found by links.
    private const int MostAddresses = 50_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/robots.txt", (HttpContext http) => Results.Text(
            // Filtered lists are endless and private links are private.
            $"User-agent: *\nDisallow: /orientation/p/\nDisallow: /acteurs?\nDisallow: /acteurs/*/contact\nDisallow: /offres?\nDisallow: /integration\nDisallow: /tiles/\nDisallow: /api/\nSitemap: {http.Origin()}/sitemap.xml\n",
            "text/plain", Encoding.UTF8)).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet("/sitemap.xml", WriteSiteMapAsync).Asks(Permission.ReadPublic).Costs(Cost.File).ExcludeFromDescription();
    }

    private static async Task WriteSiteMapAsync(HttpContext http, AtlasCache atlases, OfferShelf shelf, SiteMenu menu, TerreauDb db)
    {
        var atlas = await atlases.GetAsync(http.RequestAborted);
        var offers = await shelf.GetAsync(http.RequestAborted);
        var addresses = menu.Map.Select(page => page.Address).Prepend("/")
            .Concat(atlas.Communes.Select(zone => TerritoryRoutes.Commune(zone.Local)))
            .Concat(atlas.CooperationDistricts.Concat(atlas.PriorityDistricts).Select(zone => TerritoryRoutes.District(zone.Local)))
            .Select(address => (Address: address, On: (DateOnly?)null))
            .Concat(offers.All.Select(offer => (OfferRoutes.Sheet(offer.Offer.Slug), offer.Offer.CheckedOn)))
            .ToList();
        http.Response.ContentType = "application/xml; charset=utf-8";
        await using var xml = XmlWriter.Create(http.Response.Body,
            new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
        foreach (var (address, on) in addresses) await WriteOneAsync(xml, http.Origin() + address, on);
        var slugs = db.Organisations.AsNoTracking().Published().OrderBy(sheet => sheet.Slug).Select(sheet => sheet.Slug)
            .Take(Math.Max(0, MostAddresses - addresses.Count));
        await foreach (var slug in slugs.AsAsyncEnumerable().WithCancellation(http.RequestAborted))
            await WriteOneAsync(xml, http.Origin() + DirectoryRoutes.Sheet(slug), null);
        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
    }

    private static async Task WriteOneAsync(XmlWriter xml, string address, DateOnly? on)
    {
        await xml.WriteStartElementAsync(null, "url", null);
        await xml.WriteElementStringAsync(null, "loc", null, address);
        if (on is { } day)
            await xml.WriteElementStringAsync(null, "lastmod", null, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await xml.WriteEndElementAsync();
    }
}
