using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Terreau.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OfferContacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Aliases",
                table: "Offers",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "ApplyUrl",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactForm",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactMail",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactPhone",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactPlace",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactSourceId",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Documents",
                table: "Offers",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<bool>(
                name: "IsGeneralist",
                table: "Offers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Limits",
                table: "Offers",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<DateOnly>(
                name: "PreviousCloses",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PreviousNote",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PreviousOpens",
                table: "Offers",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Aliases",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ApplyUrl",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactForm",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactMail",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactName",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactPhone",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactPlace",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactSourceId",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "Documents",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "IsGeneralist",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "Limits",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "PreviousCloses",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "PreviousNote",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "PreviousOpens",
                table: "Offers");
        }
    }
}
