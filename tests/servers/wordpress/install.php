<?php
// Makes the site: `php install.php SOCKET SITE`. Prints the administrator and two application passwords, as JSON.
[, $socket, $site] = $argv;
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
(new mysqli(null, 'root', null, null, 0, $socket))->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');

define('WP_INSTALLING', true);
require $site . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// In place of the mail that it would send.
function wp_new_blog_notification() {}

$user = wp_install('Armelin', 'presse', 'presse@armelin.example', true, '', bin2hex(random_bytes(16)))['user_id'];
foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
    wp_delete_post($sample->ID, true);
}
update_option('permalink_structure', '/%postname%/');
flush_rewrite_rules();

$password = fn(string $name) => WP_Application_Passwords::create_new_application_password($user, ['name' => $name])[0];
echo json_encode(['user' => 'presse', 'password' => $password('Relais'), 'own' => $password('tests')]);
