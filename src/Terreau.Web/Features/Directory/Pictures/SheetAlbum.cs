using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Directory.Pictures;

/// <summary>The logo and the photos of a sheet: put, taken away, listed.</summary>
internal sealed class SheetAlbum(TerreauDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<PictureLine>> OfAsync(Guid sheet, CancellationToken cancel)
        => await db.Pictures.AsNoTracking().Where(picture => picture.OrganisationId == sheet).OrderBy(picture => picture.AddedAt)
            .Select(picture => new PictureLine(picture.Id, picture.IsLogo, picture.Text, picture.Width, picture.Height))
            .ToListAsync(cancel);

    /// <summary>Puts a picture on the sheet; a logo takes the place of the one before.</summary>
    /// <param name="form">The number of the form: the same one counts once.</param>
    /// <returns>False when the sheet holds as many photos as it may.</returns>
    public async Task<bool> AddAsync(
        Guid sheet, User user, PictureFile.Outcome.Drawn drawn, string text, bool isLogo, Guid form, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.PostedForms.AnyAsync(posted => posted.Id == form, cancel)) return true;
        var act = user.Acts(clock, isLogo ? "changer un logo" : "ajouter une photo");
        if (isLogo) db.Pictures.RemoveRange(
            await db.Pictures.Where(picture => picture.OrganisationId == sheet && picture.IsLogo).ToListAsync(cancel));
        else if (await db.Pictures.CountAsync(picture => picture.OrganisationId == sheet && !picture.IsLogo, cancel)
            >= SheetPicture.MostPhotos) return false;
        db.PostedForms.Add(new PostedForm { Id = form, At = act.At });
        db.Pictures.Add(new SheetPicture
        {
            OrganisationId = sheet, IsLogo = isLogo, Text = text, ContentType = PictureFile.ContentType,
            Width = drawn.Width, Height = drawn.Height, Content = drawn.Content, Small = drawn.Small, AddedAt = act.At,
        });
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Takes a picture of this sheet away; one that is gone already is no fault.</summary>
    public async Task RemoveAsync(Guid sheet, User user, Guid id, CancellationToken cancel)
    {
        if (await db.Pictures.FirstOrDefaultAsync(picture => picture.Id == id && picture.OrganisationId == sheet, cancel) is not { } held)
            return;
        db.Pictures.Remove(held);
        await db.SaveAsync(user.Acts(clock, "retirer une image"), cancel);
    }
}
